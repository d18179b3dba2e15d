/** What the page shows, as the server wrote it into the page (docs/protocol.md). */

export type ServiceName = 'roster' | 'grades' | 'groups' | 'notices';

export interface School {
  name: string;
  product: string;
  family: string;
  issuer: string;
}

export interface Problem {
  code: string;
  sentence: string;
  words: string;
}

export interface Offer {
  view: 'offer';
  tool: string;
  school: School;
  services: ServiceName[];
  missing: ServiceName[];
  policy: 'invite' | 'approval' | 'open' | 'off';
  form: { openid_configuration: string; registration_token: string; invite: string };
  problem?: Problem;
}

export interface Done {
  view: 'done';
  tool: string;
  school: School;
  waiting: boolean;
  registration: number;
  lacking: ServiceName[];
  again: boolean;
}

export interface Failed {
  view: 'problem';
  tool: string;
  problem: Problem;
  guide: string;
}

export interface Explained {
  view: 'explain';
  tool: string;
  address: string;
  guides: { title: string; href: string }[];
}

export type View = Offer | Done | Failed | Explained;
