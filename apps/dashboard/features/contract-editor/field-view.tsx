import { Button } from '@accord/ui';
import { Plus, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { type FieldKind, startEntry, startValue } from './contract-fields';
import { useEditor, fieldId, useFindingsAt } from './editor-context';
import { type ControlProps, FieldFrame } from './field-frame';
import { FindingNotes } from './finding-notes';
import { HelpText } from './help-text';
import { IssuerControl } from './issuer-control';
import { isJsonList, isJsonObject, pointer, type Json } from './json-value';
import { ChoicesControl, StringMapControl, StringsControl } from './list-controls';
import { Check, ChoiceControl, FlagControl, NumberControl, TextControl } from './scalar-controls';

type LeafKind = Exclude<FieldKind, 'group' | 'list'>;

const LEAVES: Record<
  LeafKind,
  { Control: (props: ControlProps) => React.ReactNode; single: boolean; accepts: (value: Json) => boolean }
> = {
  text: { Control: TextControl, single: true, accepts: (value) => typeof value === 'string' },
  issuer: { Control: IssuerControl, single: true, accepts: (value) => typeof value === 'string' },
  number: { Control: NumberControl, single: true, accepts: (value) => typeof value !== 'object' },
  flag: { Control: FlagControl, single: true, accepts: (value) => typeof value === 'boolean' },
  choice: { Control: ChoiceControl, single: true, accepts: (value) => typeof value !== 'object' },
  choices: { Control: ChoicesControl, single: false, accepts: isJsonList },
  strings: { Control: StringsControl, single: false, accepts: isJsonList },
  string_map: { Control: StringMapControl, single: false, accepts: isJsonObject },
};

/** The control of one member. Drawn anew only when the member itself changes. */
export const FieldView = memo(FieldByKind, (before, after) => {
  return (
    before.field === after.field &&
    before.value === after.value &&
    pointer(before.path) === pointer(after.path)
  );
});

function FieldByKind(props: ControlProps) {
  const { field, value } = props;
  const isPart = !field.required && field.fallback === undefined;
  if (isPart && value === undefined) return <AbsentPart {...props} />;
  if (field.kind === 'group') return <GroupView {...props} removable={isPart} />;
  if (field.kind === 'list') return <ListView {...props} />;
  return <LeafView {...props} kind={field.kind} removable={isPart} />;
}

function LeafView({ kind, removable, ...props }: ControlProps & { kind: LeafKind; removable: boolean }) {
  const { field, path, value } = props;
  const { set } = useEditor();
  const { Control, single, accepts } = LEAVES[kind];
  const effective = value === undefined ? field.fallback : value;
  const isNone = effective === null && field.noneTitle !== null;
  const fits = effective === undefined || effective === null || accepts(effective);
  return (
    <FieldFrame {...props} single={single && !isNone && fits}>
      <NoneBox {...props} isNone={isNone} />
      {!isNone && fits && <Control {...props} />}
      {!fits && <WrongShape onReplace={() => set(path, startValue(field))} />}
      {removable && <RemovePart {...props} />}
    </FieldFrame>
  );
}

/** The opt-out of a rule, where there is one. */
function NoneBox({ field, path, isNone }: ControlProps & { isNone: boolean }) {
  const { set, readOnly } = useEditor();
  if (field.noneTitle === null) return null;
  return (
    <Check
      label={field.noneTitle}
      checked={isNone}
      disabled={readOnly}
      onChange={(none) => set(path, none ? null : startValue(field))}
    />
  );
}

function WrongShape({ onReplace }: { onReplace: () => void }) {
  const { readOnly } = useEditor();
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
      This holds something that no control can show. Correct it in the JSON.
      {!readOnly && (
        <Button variant="secondary" size="sm" onClick={onReplace}>
          Begin anew
        </Button>
      )}
    </p>
  );
}

/** A part that only some contracts have: what applies without it, and the way to add it. */
function AbsentPart({ field, path }: ControlProps) {
  const { set, readOnly } = useEditor();
  return (
    <div
      id={fieldId(path)}
      tabIndex={-1}
      className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-sm"
    >
      <span className="font-medium">{field.title}</span>
      <span className="text-xs text-muted">as for the whole contract</span>
      {!readOnly && (
        <Button
          variant="secondary"
          size="sm"
          aria-label={`Let ${field.title} differ for this issuer`}
          onClick={() => set(path, startValue(field))}
        >
          Let it differ
        </Button>
      )}
    </div>
  );
}

function RemovePart({ field, path }: ControlProps) {
  const { set, readOnly } = useEditor();
  if (readOnly) return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="w-fit"
      aria-label={`Use the contract’s ${field.title} for this issuer`}
      onClick={() => set(path, undefined)}
    >
      As for the whole contract
    </Button>
  );
}

function GroupView({ removable, ...props }: ControlProps & { removable: boolean }) {
  const { field, path, value } = props;
  const isNone = (value === undefined ? field.fallback : value) === null && field.noneTitle !== null;
  return (
    <fieldset
      id={fieldId(path)}
      tabIndex={-1}
      className="flex min-w-0 scroll-mt-28 flex-col gap-4 border-l pl-4"
    >
      <legend className="float-left mb-1 w-full text-sm font-semibold">
        {field.title} <code className="text-2xs font-normal text-muted">{field.name}</code>
      </legend>
      <p className="-mt-3 max-w-prose text-xs text-muted">
        <HelpText text={field.description} />
      </p>
      <GroupFindings {...props} />
      <NoneBox {...props} isNone={isNone} />
      {!isNone && <GroupMembers {...props} />}
      {removable && <RemovePart {...props} />}
    </fieldset>
  );
}

/** What the lint says about a group as a whole. */
export function GroupFindings({ path }: ControlProps) {
  return <FindingNotes findings={useFindingsAt(path, false)} />;
}

export function GroupMembers({ field, path, value }: ControlProps) {
  return field.children.map((child) => (
    <FieldView
      key={child.name}
      field={child}
      path={[...path, child.name]}
      value={isJsonObject(value) ? value[child.name] : undefined}
    />
  ));
}

/** Entries with members of their own, each in a frame. */
export function ListView({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const findings = useFindingsAt(path, false);
  const entries = isJsonList(value) ? value : [];
  const one = field.title.replace(/s$/, '');
  return (
    <div id={fieldId(path)} tabIndex={-1} className="flex scroll-mt-28 flex-col gap-4">
      <FindingNotes findings={findings} />
      {entries.map((entry, index) => (
        <fieldset
          key={index}
          id={fieldId([...path, index])}
          tabIndex={-1}
          className="flex min-w-0 scroll-mt-28 flex-col gap-4 rounded-md border p-4"
        >
          <legend className="sr-only">{`${one} ${index + 1}`}</legend>
          <div className="-my-1 flex items-center justify-between text-xs text-muted">
            <span aria-hidden="true">{`${one} ${index + 1}`}</span>
            {!readOnly && (
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Remove ${one.toLowerCase()} ${index + 1}`}
                onClick={() => set([...path, index], undefined)}
              >
                <Trash2 aria-hidden="true" />
                Remove
              </Button>
            )}
          </div>
          <GroupMembers field={field} path={[...path, index]} value={entry} />
        </fieldset>
      ))}
      {entries.length === 0 && <p className="text-xs text-muted">None yet.</p>}
      {!readOnly && (
        <Button
          variant="secondary"
          size="md"
          className="w-fit"
          onClick={() => set(path, [...entries, startEntry(field)])}
        >
          <Plus aria-hidden="true" />
          Add {one.toLowerCase()}
        </Button>
      )}
    </div>
  );
}
