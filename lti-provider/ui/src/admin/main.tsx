import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import '../lobby/lobby.css';
import './admin.css';
import { useLocale } from '../i18n/text';
import { AdminPage } from './AdminPage';
import { AdminModel } from './model';

useLocale(undefined);
const model = new AdminModel();
void model.enter();
const app = document.getElementById('app');
if (app) {
  render(<AdminPage model={model} />, app);
}
