import { useEffect, useRef } from 'preact/hooks';
import { common } from '../i18n/en/common';
import { deeplink as words } from '../i18n/en/deeplink';
import { say } from '../i18n/text';
import { describe } from '../schedule/words';
import { zoneHere } from '../schedule/zone';
import { Cards } from './Cards';
import type { Wish } from './draft';
import { Fields } from './Fields';
import type { Answer, ChoiceModel } from './model';

/** What to add to the course, then the way back to the LMS. */
export function ChoicePage({ model }: { readonly model: ChoiceModel }) {
  const { course, saves } = model.bootstrap;
  const answer = model.answer.value;
  const count = model.chosen.value.length + 1;
  return (
    <main class="choice-page">
      <header>
        <p class="quiet">{course.title}</p>
        <h1>{words.title}</h1>
      </header>
      {answer ? (
        <WayBack answer={answer} />
      ) : (
        <form
          class="choice-form"
          noValidate
          onSubmit={event => {
            event.preventDefault();
            void model.send().then(() => toFault(model));
          }}
        >
          <Cards model={model} />
          <Fields model={model} />
          <Chosen model={model} />
          <p class="spoken" role="status">
            {model.said.value}
          </p>
          {!saves && <p class="small quiet">{words.savesLater}</p>}
          {model.problem.value && (
            <p class="notice bad" role="alert">
              {model.problem.value}
            </p>
          )}
          <div class="choice-actions">
            <button type="submit" class="button primary" disabled={model.sending.value}>
              {model.sending.value ? words.sending : say(words.add, { count })}
            </button>
            {model.roomForMore && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  if (model.another()) {
                    document.getElementById('choice-title')?.focus();
                  } else {
                    toFault(model);
                  }
                }}
              >
                {words.another}
              </button>
            )}
            <button type="button" class="plain" disabled={model.sending.value} onClick={() => void model.cancel()}>
              {common.cancel}
            </button>
          </div>
        </form>
      )}
    </main>
  );
}

/** The keyboard goes to the field that is not right. */
function toFault(model: ChoiceModel): void {
  const fault = model.fault.peek();
  if (fault === null) {
    return;
  }
  const field = document.getElementById(`choice-${fault.field}`) ?? document.getElementById(`plan-${fault.field}`);
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
}

function Chosen({ model }: { readonly model: ChoiceModel }) {
  const chosen = model.chosen.value;
  if (chosen.length === 0) {
    return null;
  }
  return (
    <section class="choice-chosen" aria-labelledby="chosen">
      <h2 id="chosen">{words.chosen}</h2>
      <ul class="choice-list">
        {chosen.map(wish => (
          <li key={wish}>
            <span>
              <strong>{wish.title}</strong> <span class="quiet">{when(wish)}</span>
            </span>
            <button
              type="button"
              class="plain"
              aria-label={say(words.removeOf, { title: wish.title })}
              onClick={() => model.remove(wish)}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function when(wish: Wish): string {
  if (wish.plan !== undefined) {
    return describe(wish.plan, zoneHere());
  }
  return wish.kind === 'groups' ? words.groups : words.course;
}

/** The browser carries the answer; where it does not by itself, the button does. */
function WayBack({ answer }: { readonly answer: Answer }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.submit(), []);
  return (
    <form ref={form} method="post" action={answer.url} class="choice-form">
      <input type="hidden" name="JWT" value={answer.jwt} />
      <p role="status">{words.done}</p>
      <div class="choice-actions">
        <button type="submit" class="button primary">
          {words.back}
        </button>
      </div>
    </form>
  );
}
