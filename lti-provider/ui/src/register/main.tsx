import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import './register.css';
import { useLocale } from '../i18n/text';
import { Register } from './Register';
import type { View } from './view';

const view = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '{}') as View;
useLocale(undefined);
const app = document.getElementById('app');
if (app) {
  render(<Register view={view} />, app);
}
