import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import '../lobby/lobby.css';
import '../schedule/schedule.css';
import './course.css';
import { course as words } from '../i18n/en/course';
import { useLocale } from '../i18n/text';
import { lazy } from '../ui/lazy';
import { CoursePage } from './CoursePage';
import { CourseModel } from './model';
import type { CourseBootstrap } from './types';

const StudentPage = lazy(async () => (await import('./StudentPage')).StudentPage);
const PrivacyPage = lazy(async () => (await import('./PrivacyPage')).PrivacyPage);

const bootstrap = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '{}') as CourseBootstrap;
useLocale(bootstrap.locale);
document.title = bootstrap.view === 'privacy' ? words.privacyTitle : bootstrap.course.title || words.untitled;
const model = new CourseModel(bootstrap);
if (bootstrap.view === 'course') {
  void model.poll();
}
const app = document.getElementById('app');
if (app) {
  render(<Page />, app);
}

function Page() {
  if (bootstrap.view === 'privacy') {
    return <PrivacyPage bootstrap={bootstrap} />;
  }
  return bootstrap.view === 'student' ? <StudentPage model={model} /> : <CoursePage model={model} />;
}
