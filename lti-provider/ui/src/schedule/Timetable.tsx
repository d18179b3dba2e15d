import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { schedule as words } from '../i18n/en/schedule';
import { say } from '../i18n/text';
import { Confirm } from '../ui/Dialog';
import { draftOf, freshDraft } from './draft';
import type { ScheduleModel } from './model';
import { MoveDialog, PlanDialog } from './PlanDialog';
import type { PlannedClass, Series } from './types';
import { spanOf } from './when';
import { describe } from './words';
import { zoneHere } from './zone';

const SHOWN = 5;

/** What is planned for the class, and how staff change it. */
export function Timetable({ model }: { readonly model: ScheduleModel }) {
  const planning = useSignal(false);
  useEffect(() => {
    void model.load();
  }, [model]);
  const timetable = model.timetable.value;
  const zone = timetable?.series[0]?.zone ?? zoneHere();
  return (
    <section class="card" aria-labelledby="timetable-title">
      <h2 id="timetable-title">{words.title}</h2>
      {model.problem.value && (
        <p class="notice bad" role="alert">
          {model.problem.value}
        </p>
      )}
      {timetable && timetable.series.length === 0 && <p class="quiet">{words.none}</p>}
      {timetable && timetable.series.length > 0 && (
        <>
          <ul class="rows">
            {timetable.series.map(series => (
              <Plan key={series.id} model={model} series={series} />
            ))}
          </ul>
          <Classes model={model} classes={timetable.classes} series={timetable.series} />
        </>
      )}
      {timetable && (
        <button
          type="button"
          class="button fit"
          onClick={() => {
            planning.value = true;
          }}
        >
          {words.plan}
        </button>
      )}
      {planning.value && (
        <PlanDialog
          title={words.planTitle}
          action={words.add}
          draft={freshDraft(zone, new Date())}
          onSave={plan => model.add(plan)}
          onClose={() => {
            planning.value = false;
          }}
        />
      )}
    </section>
  );
}

function Plan({ model, series }: { readonly model: ScheduleModel; readonly series: Series }) {
  const open = useSignal<'edit' | 'remove' | null>(null);
  const what = describe(series, zoneHere());
  const close = () => {
    open.value = null;
  };
  return (
    <li class="row">
      <div class="row-main">
        <h3>{what}</h3>
      </div>
      <div class="row-actions">
        <button
          type="button"
          class="button small"
          aria-label={say(words.changeOf, { what })}
          onClick={() => {
            open.value = 'edit';
          }}
        >
          {words.change}
        </button>
        <button
          type="button"
          class="plain small"
          aria-label={say(words.removeOf, { what })}
          onClick={() => {
            open.value = 'remove';
          }}
        >
          {words.remove}
        </button>
      </div>
      {open.value === 'edit' && (
        <PlanDialog
          title={words.editTitle}
          action={words.save}
          draft={draftOf(series)}
          onSave={plan => model.replace(series.id, plan)}
          onClose={close}
        />
      )}
      {open.value === 'remove' && (
        <Confirm
          title={words.removeTitle}
          text={say(words.removeText, { what })}
          action={words.removeConfirm}
          onConfirm={() => void model.remove(series.id)}
          onClose={close}
        />
      )}
    </li>
  );
}

interface ClassesProps {
  readonly model: ScheduleModel;
  readonly classes: readonly PlannedClass[];
  readonly series: readonly Series[];
}

function Classes({ model, classes, series }: ClassesProps) {
  const all = useSignal(false);
  const shown = all.value ? classes : classes.slice(0, SHOWN);
  return (
    <>
      <h3>{words.next}</h3>
      <ul class="rows">
        {shown.map(one => (
          <One key={`${one.series} ${one.day}`} model={model} one={one} of={series.find(s => s.id === one.series)} />
        ))}
      </ul>
      {classes.length > shown.length && (
        <button
          type="button"
          class="plain fit"
          onClick={() => {
            all.value = true;
          }}
        >
          {say(words.showAll, { count: classes.length - shown.length })}
        </button>
      )}
    </>
  );
}

interface OneProps {
  readonly model: ScheduleModel;
  readonly one: PlannedClass;
  readonly of: Series | undefined;
}

function One({ model, one, of }: OneProps) {
  const moving = useSignal(false);
  const when = spanOf(one.startsAt, one.endsAt);
  return (
    <li class="row">
      <div class="row-main">
        <p class={one.cancelled ? 'quiet numbers struck' : 'numbers'}>{when}</p>
        {(one.cancelled || one.moved) && (
          <p class="small">
            <strong>{one.cancelled ? words.cancelled : words.moved}</strong>
          </p>
        )}
      </div>
      <div class="row-actions">
        {one.cancelled ? (
          <button
            type="button"
            class="button small"
            aria-label={say(words.putBackOf, { when })}
            onClick={() => void model.putBack(one)}
          >
            {words.putBack}
          </button>
        ) : (
          <>
            {one.moved && (
              <button
                type="button"
                class="plain small"
                aria-label={say(words.asPlannedOf, { when })}
                onClick={() => void model.putBack(one)}
              >
                {words.asPlanned}
              </button>
            )}
            <button
              type="button"
              class="plain small"
              aria-label={say(words.moveOf, { when })}
              onClick={() => {
                moving.value = true;
              }}
            >
              {words.move}
            </button>
            <button
              type="button"
              class="plain small"
              aria-label={say(words.cancelOf, { when })}
              onClick={() => void model.cancel(one)}
            >
              {words.cancel}
            </button>
          </>
        )}
      </div>
      {moving.value && of && (
        <MoveDialog
          one={one}
          zone={of.zone}
          onSave={to => model.move(one, to)}
          onClose={() => {
            moving.value = false;
          }}
        />
      )}
    </li>
  );
}
