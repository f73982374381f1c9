import { Button, cx } from '@accord/ui';
import { Undo2 } from 'lucide-react';
import { useEditor, fieldId, useFindingsAt } from './editor-context';
import { type Field, isDefault } from './contract-fields';
import { FindingNotes } from './finding-notes';
import { HelpText } from './help-text';
import type { Json, JsonPath } from './json-value';

/** What every control of the form gets. */
export interface ControlProps {
  field: Field;
  path: JsonPath;
  /** As written; undefined when the member is left out. */
  value: Json | undefined;
}

/** The ids that tie a control to its label, help and findings. */
export function labelling(path: JsonPath) {
  const id = fieldId(path);
  return { id, labelId: `${id}-label`, describedBy: `${id}-help ${id}-findings` };
}

export interface FieldFrameProps extends ControlProps {
  /** One control can be pointed at by its label; several need a group around them. */
  single: boolean;
  children: React.ReactNode;
}

/** Label, control, help and findings of one member, and the way back to its default. */
export function FieldFrame({ field, path, value, single, children }: FieldFrameProps) {
  const { set, readOnly } = useEditor();
  const { id, labelId } = labelling(path);
  const findings = useFindingsAt(path, true);
  const Label = single ? 'label' : 'span';
  const atDefault = isDefault(field, value);
  return (
    <div
      {...(single ? {} : { id, role: 'group', tabIndex: -1, 'aria-labelledby': labelId })}
      className={cx(
        'flex min-w-0 scroll-mt-28 flex-col gap-1',
        findings.length > 0 && 'border-l-2 border-line-strong pl-3',
      )}
    >
      <div className="flex min-h-6 flex-wrap items-center gap-x-2">
        <Label id={labelId} {...(single ? { htmlFor: id } : {})} className="text-sm font-medium">
          {field.title}
        </Label>
        <code className="text-2xs text-muted">{field.name}</code>
        {atDefault && <span className="text-2xs text-muted">default</span>}
        {field.fallback !== undefined && !atDefault && !readOnly && (
          <Button
            variant="ghost"
            size="sm"
            className="-my-1 ml-auto h-6 px-1.5"
            aria-label={`Use the default for ${field.title}`}
            onClick={() => set(path, undefined)}
          >
            <Undo2 aria-hidden="true" />
            Default
          </Button>
        )}
      </div>
      {children}
      <p id={`${id}-help`} className="max-w-prose text-xs text-muted">
        <HelpText text={field.description} />
      </p>
      <FindingNotes id={`${id}-findings`} findings={findings} />
    </div>
  );
}
