import { describe, expect, it } from 'vitest';
import type { GroupSet } from '../api/types';
import { Plan } from './plan';

const labs: GroupSet = {
  id: 4,
  name: 'Labs',
  source: 'service',
  asOf: '',
  known: 2,
  groups: [
    { id: 7, name: 'Lab 1', people: ['maya'] },
    { id: 8, name: 'Lab 2', people: ['ben', 'sean'] },
  ],
};

describe('a set-up of rooms', () => {
  it('sends the groups of a chosen set, and who was put elsewhere by hand', () => {
    const plan = new Plan(2, ['maya', 'ben']);
    plan.byGroups(labs, ['maya', 'ben']);
    plan.put('maya', 1);
    plan.rename(0, ' ');
    expect(plan.rooms(['maya', 'ben'])).toEqual([
      { name: 'Room 1', people: [], group: 7 },
      { name: 'Lab 2', people: ['maya', 'ben'], group: 8 },
    ]);
  });

  it('opens the rooms of the last time with who is here again', () => {
    const plan = new Plan(3, ['maya', 'ben', 'new']);
    plan.byGroups(labs, ['maya']);
    const rooms = [
      { name: 'Lift', people: ['ben', 'gone'] },
      { name: 'Drag', people: ['maya'] },
    ];
    plan.asLast({ rooms }, ['maya', 'ben', 'new']);
    expect(plan.rooms(['maya', 'ben', 'new'])).toEqual([
      { name: 'Lift', people: ['ben'] },
      { name: 'Drag', people: ['maya'] },
    ]);
  });

  it('puts who comes meanwhile into their group, and nobody who was put aside', () => {
    const plan = new Plan(2, []);
    plan.byGroups(labs, ['maya']);
    plan.put('maya', null);
    plan.arrived(['maya', 'sean', 'stranger']);
    expect([...plan.placement.value]).toEqual([['sean', 1]]);
  });

  it('forgets groups when people are placed without regard to them', () => {
    const plan = new Plan(2, ['maya', 'ben']);
    for (const change of [
      () => plan.even(['maya', 'ben']),
      () => plan.random(['maya', 'ben']),
      () => plan.byHand(),
      () => plan.resize(3, ['maya', 'ben']),
    ]) {
      plan.byGroups(labs, ['maya', 'ben']);
      change();
      expect(plan.rooms(['maya', 'ben']).every(room => !('group' in room))).toBe(true);
    }
    expect(plan.names.value).toEqual(['Room 1', 'Room 2', 'Room 3']);
  });

  it('knows whether somebody has changed it', () => {
    const plan = new Plan(2, []);
    expect(plan.touched).toBe(false);
    plan.byHand();
    expect(plan.touched).toBe(true);
  });
});
