/** Bodies of the console's calls (docs/protocol.md). */

export interface Me {
  readonly token: string;
  readonly server: boolean;
  readonly name: string;
  readonly school?: string;
  readonly deployment?: number;
  readonly expiresAt: string;
}

export type State = 'good' | 'nothing' | 'warn' | 'bad';

export interface HealthLine {
  readonly check: string;
  readonly outcome: string;
  readonly state: State;
  readonly registration?: number;
  readonly school?: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly said?: string;
}

export interface Health {
  readonly at: string;
  readonly lines: readonly HealthLine[];
}

export interface Deployment {
  readonly id: number;
  readonly deploymentId: string;
  readonly state: 'pending' | 'enabled' | 'disabled';
  readonly createdAt: string;
  readonly lastLaunchAt?: string;
}

export interface Registration {
  readonly id: number;
  readonly name: string;
  readonly iss: string;
  readonly clientId: string;
  readonly family: string;
  readonly familyTitle: string;
  readonly state: 'active' | 'waiting' | 'removed';
  readonly madeBy: 'manual' | 'dynamic' | 'practice' | 'settings';
  readonly updatable: boolean;
  readonly createdAt: string;
  readonly services?: readonly ('roster' | 'grades' | 'groups' | 'notices')[];
  readonly lastLaunchAt?: string;
  readonly deployments: readonly Deployment[];
}

export interface Family {
  readonly slug: string;
  readonly title: string;
  /** Its hosted schools share their addresses. */
  readonly shared: boolean;
  /** Its addresses follow from the site's. */
  readonly site: boolean;
}

export interface Addresses {
  readonly name: string;
  readonly family: string;
  readonly iss: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience: string;
}

export interface Invite {
  readonly id: number;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly left: number;
  readonly state: 'good' | 'used_up' | 'expired' | 'revoked';
}

export interface Policy {
  readonly recording: boolean;
  readonly release: boolean;
  readonly chat: boolean;
  readonly retentionDays?: number;
  readonly maxPeople?: number;
  readonly maxMinutes?: number;
}

export interface PolicyOf {
  readonly deployment: number;
  readonly title: string;
  readonly policy: Policy;
  readonly peopleLimit: number;
}

export interface LaunchRow {
  readonly id: number;
  readonly at: string;
  readonly launchId: string;
  readonly code: string;
  readonly meaning: string;
  readonly school?: string;
  readonly deploymentId?: string;
  readonly messageType?: string;
}

export interface Launches {
  readonly rows: readonly LaunchRow[];
  readonly more: boolean;
}

export interface StorageUse {
  readonly free?: number;
  readonly total: number;
  readonly courses: readonly {
    readonly school: string;
    readonly deploymentId: string;
    readonly course: string;
    readonly recordings: number;
    readonly bytes: number;
  }[];
}

export interface ToolKey {
  readonly kid: string;
  readonly state: 'signs' | 'next' | 'kept';
  readonly createdAt: string;
  readonly signsFrom: string;
  readonly publishedUntil?: string;
}

export interface Keys {
  readonly address: string;
  readonly everyDays: number;
  readonly keys: readonly ToolKey[];
}

export interface TrailEntry {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly name?: string;
  readonly action: string;
  readonly registration?: string;
  readonly deployment?: string;
  readonly detail: string;
}

export interface Trail {
  readonly entries: readonly TrailEntry[];
  readonly more: boolean;
}
