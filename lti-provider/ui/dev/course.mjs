// The made-up course: what its page starts from and how it answers.
const KEPT = '2027-05-21T00:00:00Z';
const ago = minutes => new Date(Date.now() - minutes * 60_000).toISOString();
const NAMES = ['Amina Diallo', 'Ben Carter', 'Chen Wei', 'Dilara Yılmaz', 'فاطمة حداد', 'Giulia Rossi-Montefiore'];
const TITLES = ['The living cell', 'Photosynthesis: questions and answers', 'Group work'];

export function courseBootstrap(role, view) {
  return {
    view,
    token: 'made-up',
    me: { name: role === 'host' ? 'Ms Rivera' : 'Ben Carter', role },
    course: { title: 'Biology 7B' },
    locale: 'en-GB',
    returnUrl: 'https://lms.invalid/course/7b',
    student: 'Ben Carter',
    kept: {
      classes: [
        { course: 'Biology 7B', title: 'The living cell', attended: 4, recordings: 2, keptUntil: KEPT },
        { course: 'Biology 7B', title: 'Group work', attended: 0, recordings: 0 },
      ],
      entries: 57,
    },
  };
}

const held = i => ({
  id: `s${i}`,
  title: TITLES[i % 2],
  startedAt: ago(3000 + i * 10_080),
  endedAt: ago(2955 + i * 10_080),
});

export function courseApi(path) {
  if (path === '/api/course') {
    return {
      classes: TITLES.map((title, i) => ({
        id: i + 1,
        title,
        phase: i === 1 ? 'live' : 'idle',
        here: i === 1 ? 14 : 0,
        held: i === 2 ? 0 : 3 - i,
        ...(i === 2 ? {} : { lastAt: ago(3000 + i * 400) }),
      })),
      upcoming: [0, 1, 2].map(i => ({
        ...{ class: (i % 2) + 1, title: TITLES[i % 2], cancelled: i === 1 },
        ...{ startsAt: ago(-12 - i * 3000), endsAt: ago(-72 - i * 3000) },
      })),
      recordings: [0, 1].map(i => ({
        ...{ id: `r${i}`, session: `s${i}`, class: i + 1, startedAt: ago(3000 + i * 10_080), durationSeconds: 2712 },
        ...{ ready: true, released: i === 0, keptUntil: KEPT, people: 6, rooms: 0 },
      })),
    };
  }
  if (path === '/api/course/calendar') {
    return { url: `https://class.school.example/calendar/${'x'.repeat(43)}.ics`, since: ago(5000) };
  }
  if (path === '/api/course/lobby') {
    return { ...courseBootstrap('host', 'course'), class: { title: TITLES[0] } };
  }
  if (path === '/api/course/attendance') {
    const sessions = Array.from({ length: 9 }, (_, i) => held(i));
    return {
      sessions,
      people: NAMES.map((name, n) => ({
        person: `p${n}`,
        name,
        minutes: sessions.map((_, i) => ((n + i) % 4 === 3 ? 0 : 45 - n * i)),
      })),
    };
  }
  if (path === '/api/course/student') {
    return {
      name: 'Ben Carter',
      visits: [0, 1, 2, 3].map(i => {
        const session = held(i);
        const at = minute => new Date(Date.parse(session.startedAt) + minute * 60_000).toISOString();
        const spans = [
          { from: at(2), to: at(14) },
          { from: at(19), to: at(45) },
        ];
        return i === 2 ? { session, minutes: 0, spans: [] } : { session, minutes: 38, spans };
      }),
    };
  }
  return undefined;
}
