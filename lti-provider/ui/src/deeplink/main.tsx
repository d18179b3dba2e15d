import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import '../schedule/schedule.css';
import './deeplink.css';
import { deeplink as words } from '../i18n/en/deeplink';
import { useLocale } from '../i18n/text';
import { ChoicePage } from './ChoicePage';
import { ChoiceModel, type DeepLinkBootstrap } from './model';

const bootstrap = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '{}') as DeepLinkBootstrap;
useLocale(bootstrap.locale);
document.title = words.title;
const app = document.getElementById('app');
if (app) {
  render(<ChoicePage model={new ChoiceModel(bootstrap)} />, app);
}
