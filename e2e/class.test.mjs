// One class from launch to replay: a teacher and four students, each in a browser profile of their own. The tests are
// the chapters of one story, told in this order.
import { after } from 'node:test';
import { finish } from './story/story.mjs';
import './story/lobby.mjs';
import './story/together.mjs';
import './story/breakouts.mjs';
import './story/elsewhere.mjs';
import './story/back.mjs';
import './story/afterwards.mjs';

after(finish);
