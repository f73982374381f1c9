import { forwardToApi } from '../../../lib/forward-to-api';

export const dynamic = 'force-dynamic';

export { forwardToApi as GET, forwardToApi as HEAD };
