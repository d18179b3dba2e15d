export const admin = {
  title: 'Console',
  serverTitle: 'Console of this server',
  as: 'Signed in as {name}, {school}',
  asServer: 'You run this server: you see every school.',
  leave: 'Sign out',
  sections: 'Parts of the console',
  section: {
    health: 'Health',
    registrations: 'Registrations',
    registration: 'Registration',
    invites: 'Invite codes',
    policies: 'Policies',
    launches: 'Launches',
    storage: 'Storage',
    keys: 'Keys',
    trail: 'Audit trail',
  },
  out: 'You are not signed in',
  outHow:
    'Open the console from your LMS: it is in the administrators’ menu. If you run this server, make a link on it with',
  outCommand: 'lectern console link',
  loading: 'Loading…',
  refresh: 'Look again',
  never: 'never',
  more: 'Show older ones',
  saved: 'Saved.',
  save: 'Save',
  server: 'This server',
  copy: 'Copy',
  copied: 'Copied',
} as const;

export const health = {
  allGood: 'Everything works.',
  toDo: { one: 'There is one thing to do', other: 'There are {count} things to do. The first one:' },
  looked: 'Looked at {time}',
  said: 'In the words of the other side:',
  ask: 'Ask now',
  asked: 'The LMS answered with its keys.',
  askOf: 'Ask now: keys of {school}',
  goRegistrations: 'Go to registrations',
  state: { good: 'Good', nothing: 'Nothing to say', warn: 'To look at', bad: 'Does not work' },
  line: {
    https: {
      fine: 'LMSs and browsers reach this server by https at {address}.',
      local: 'This server is for this computer only: its address is {address}.',
      failed: 'The address {address} is not https.',
    },
    certificate: {
      fine: 'The certificate is good until {until}.',
      soon: 'The certificate ends on {until}.',
      expired: 'The certificate ended on {until}.',
      failed: 'The certificate in {file} cannot be read.',
    },
    store: { fine: 'The database answers.', failed: 'The database does not answer.' },
    recorder: { fine: 'The recorder is connected.', failed: 'The recorder is not connected.' },
    disk: {
      fine: '{free} are free; recordings take {used}.',
      low: 'Only {free} are free; recordings take {used}.',
      full: 'The disk is nearly full: {free} are free; recordings take {used}.',
    },
    keys: {
      fine: 'Our own key has signed since {since}.',
      changing: 'Our own key has signed since {since}; the next one takes over at {next}.',
      old: 'Our own key has signed since {since}, which is long.',
    },
    registrations: {
      fine: 'Nothing waits for your approval.',
      waiting: 'Waiting for your approval: {count}.',
      none: 'No LMS is connected yet.',
    },
    clock: {
      fine: 'Its clock and ours agree to {seconds} s (±{uncertainty} s).',
      never: 'Its clock was not compared with ours since the start.',
      off: 'Our clock is {seconds} s {side} its clock (±{uncertainty} s).',
      far_off: 'Our clock is {seconds} s {side} its clock (±{uncertainty} s).',
    },
    keyset: {
      fine: 'Its keys came from {host} at {at}.',
      never: 'Its keys at {host} were not asked for since the start.',
      stale: 'Its keys cannot be had from {host} since {triedAt}; those of {at} are used until then.',
      failed: 'Its keys cannot be had from {host}.',
    },
    launch: { fine: 'Somebody opened a class at {at}.', never: 'Nobody has opened a class from it yet.' },
    scores: {
      fine: 'The last score was sent at {at}.',
      never: 'No score was sent yet.',
      held_up: 'Scores are held up; they are tried again by themselves.',
      failed: 'Scores that the LMS refused: {failed}.',
    },
    roster: {
      fine: 'The last course list came at {at}.',
      never: 'No course list came yet.',
      held_up: 'Course lists that did not come: {failing}.',
    },
  },
  todo: {
    https: {
      failed:
        'Browsers give no camera to such a page. Put an https proxy in front, or name certificate files in lectern.conf, and set lectern.base-url.',
    },
    certificate: {
      soon: 'Renew it. New files are used within 30 seconds, without a restart.',
      expired: 'Renew it now: browsers refuse this server. New files are used within 30 seconds.',
      failed: 'Check that the file is there and that the user of this server may read it.',
    },
    store: { failed: 'Look into the log and at the disk of the data folder.' },
    recorder: {
      failed:
        'Classes are held without a recording until it is. It is started again by itself; if this stays, look into the log for “recorder”.',
    },
    disk: {
      low: 'Make room soon, or let recordings be kept for fewer days (Policies).',
      full: 'Make room now: recordings stop when the disk is full.',
    },
    keys: { old: 'Change it under Keys, or set lectern.lti.key-days to do it by itself.' },
    registrations: {
      waiting: 'Look who asks, and approve those you know.',
      none: 'Make an invite code and give its address to the LMS’s administrator, or add the LMS by hand.',
    },
    clock: {
      off: 'Launches are refused from 60 s on. Let this server set its clock by NTP (timedatectl set-ntp true); if it does, tell the LMS’s administrator.',
      far_off:
        'Launches are refused as too old. Let this server set its clock by NTP (timedatectl set-ntp true); if it does, tell the LMS’s administrator.',
    },
    keyset: {
      stale: 'Launches work for a day with the old ones. Ask the LMS’s administrator whether the address is right.',
      failed: 'Launches are refused. Check the address of the key set in the registration, and whether the LMS runs.',
    },
    scores: {
      held_up: 'Wait, or look at what the LMS says below. Teachers see it in the lobby under Gradebook.',
      failed: 'Teachers see which in the lobby under Gradebook, and can try again.',
    },
    roster: {
      held_up: 'Check in the LMS that the tool may read names and roles (NRPS).',
    },
  },
  behind: 'behind',
  ahead: 'ahead of',
} as const;
