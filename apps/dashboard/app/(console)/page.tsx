import { HomePage } from '../../features/start/home-page';

export default HomePage;
