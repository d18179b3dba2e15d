import { course as words } from '../i18n/en/course';
import { lobby as lobbyWords } from '../i18n/en/lobby';
import { date, say } from '../i18n/text';
import type { CourseBootstrap, Kept } from './types';

/** What is kept of the person who asks. */
export function PrivacyPage({ bootstrap }: { readonly bootstrap: CourseBootstrap }) {
  const { kept, me, returnUrl } = bootstrap;
  return (
    <main class="lobby privacy">
      <h1>{words.privacyTitle}</h1>
      <p>{say(words.privacyWho, { name: me.name })}</p>
      <p>{words.privacyNot}</p>
      {kept && <Classes kept={kept} />}
      {kept && kept.entries > 0 && <p>{say(words.privacyEntries, { count: kept.entries })}</p>}
      <p>{words.privacyAsk}</p>
      {returnUrl && (
        <p>
          <a class="button" href={returnUrl} target="_top" rel="noreferrer">
            {lobbyWords.back}
          </a>
        </p>
      )}
    </main>
  );
}

function Classes({ kept }: { readonly kept: Kept }) {
  return (
    <section class="card">
      <h2>{words.privacyClasses}</h2>
      {kept.classes.length === 0 ? (
        <p class="quiet">{words.privacyNoClasses}</p>
      ) : (
        <ul class="rows">
          {kept.classes.map(one => (
            <li key={`${one.course} ${one.title}`} class="row">
              <div class="row-main">
                <h3>{[one.title, one.course].filter((text, i, all) => text && all.indexOf(text) === i).join(' · ')}</h3>
                <p class="small quiet">
                  {one.attended > 0 ? say(words.privacyAttended, { count: one.attended }) : words.privacyNever}
                  {one.keptUntil &&
                    `. ${say(words.privacyRecordings, { count: one.recordings, date: date(one.keptUntil) })}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
