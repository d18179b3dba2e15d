import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { sentenceOf } from '../api/problem';
import { common } from '../i18n/en/common';
import { schedule as words } from '../i18n/en/schedule';
import { say } from '../i18n/text';
import { Dialog } from '../ui/Dialog';
import { type Draft, type Fault, isFault, planOf } from './draft';
import { PlanFields } from './PlanFields';
import type { Plan, PlannedClass } from './types';
import { spanOf } from './when';
import { localTo } from './zone';

interface PlanDialogProps {
  readonly title: string;
  readonly action: string;
  readonly draft: Draft;
  /** Rejects with what the server refuses. */
  readonly onSave: (plan: Plan) => Promise<void>;
  readonly onClose: () => void;
}

/** When a class takes place, once or again and again. */
export function PlanDialog({ title, action, draft, onSave, onClose }: PlanDialogProps) {
  return (
    <Form title={title} action={action} draft={draft} repeats onSave={onSave} onClose={onClose}>
      {null}
    </Form>
  );
}

interface MoveDialogProps {
  readonly one: PlannedClass;
  readonly zone: string;
  readonly onSave: (to: Plan) => Promise<void>;
  readonly onClose: () => void;
}

/** One class of a plan at another time. */
export function MoveDialog({ one, zone, onSave, onClose }: MoveDialogProps) {
  const from = localTo(zone, one.startsAt);
  const draft: Draft = {
    zone,
    date: from.date,
    starts: from.time,
    ends: localTo(zone, one.endsAt).time,
    every: 0,
    days: [],
    stops: 'until',
    until: '',
    count: '1',
  };
  return (
    <Form title={words.moveTitle} action={words.save} draft={draft} repeats={false} onSave={onSave} onClose={onClose}>
      <p class="quiet">{say(words.moveHint, { when: spanOf(one.startsAt, one.endsAt) })}</p>
    </Form>
  );
}

interface FormProps extends PlanDialogProps {
  readonly repeats: boolean;
  readonly children: ComponentChildren;
}

function Form({ title, action, draft: first, repeats, onSave, onClose, children }: FormProps) {
  const draft = useSignal(first);
  const fault = useSignal<Fault | null>(null);
  const problem = useSignal<string | null>(null);
  const saving = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const set = (change: Partial<Draft>) => {
    draft.value = { ...draft.value, ...change };
    fault.value = null;
  };
  const save = async () => {
    const plan = planOf(draft.value);
    if (isFault(plan)) {
      fault.value = plan;
      form.current?.querySelector<HTMLElement>(`#plan-${plan.field}`)?.focus();
      return;
    }
    saving.value = true;
    problem.value = null;
    try {
      await onSave(plan);
      onClose();
    } catch (refused) {
      problem.value = sentenceOf(refused);
    } finally {
      saving.value = false;
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        class="plan-form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        {children}
        <PlanFields draft={draft.value} fault={fault.value} set={set} repeats={repeats} />
        {problem.value && (
          <p class="notice bad" role="alert">
            {problem.value}
          </p>
        )}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button primary" disabled={saving.value}>
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
