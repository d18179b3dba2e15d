import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Participant } from './participant';
import type { ScreenState } from './screen-state';

export interface InClass {
  readonly participant: Participant;
  readonly screen: ScreenState;
}

export const ClassContext = createContext<InClass | null>(null);

export function useClass(): InClass {
  const context = useContext(ClassContext);
  if (context === null) {
    throw new Error('outside the class page');
  }
  return context;
}
