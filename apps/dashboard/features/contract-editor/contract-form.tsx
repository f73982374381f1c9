import { Section } from '@accord/ui';
import { CONTRACT_FIELDS, type Field } from './contract-fields';
import { FieldView, GroupFindings, GroupMembers, ListView } from './field-view';
import { fieldId } from './editor-context';
import { HelpText } from './help-text';
import type { JsonObject } from './json-value';
import { TryAPath } from './try-a-path';

/** A form over every member of the contract's schema, in the order of the schema. */
export function ContractForm({ contract }: { contract: JsonObject }) {
  const parts = CONTRACT_FIELDS.filter(isPart);
  const basics = CONTRACT_FIELDS.filter((field) => !isPart(field));
  return (
    <div className="flex min-w-0 flex-col gap-10">
      <Section title="Basics" hint="What the contract is for, and what it does.">
        <div className="flex flex-col gap-5">
          {basics.map((field) => (
            <FieldView key={field.name} field={field} path={[field.name]} value={contract[field.name]} />
          ))}
        </div>
      </Section>
      {parts.map((field) => (
        <Part key={field.name} field={field} contract={contract} />
      ))}
    </div>
  );
}

const isPart = ({ kind }: Field) => kind === 'group' || kind === 'list';

function Part({ field, contract }: { field: Field; contract: JsonObject }) {
  const props = { field, path: [field.name], value: contract[field.name] };
  return (
    <Section title={field.title} hint={<HelpText text={field.description} />}>
      {field.kind === 'list' ? (
        <ListView {...props} />
      ) : (
        <div id={fieldId(props.path)} tabIndex={-1} className="flex scroll-mt-28 flex-col gap-5">
          <GroupFindings {...props} />
          <GroupMembers {...props} />
        </div>
      )}
      {field.name === 'authorization' && <TryAPath authorization={contract[field.name]} />}
    </Section>
  );
}
