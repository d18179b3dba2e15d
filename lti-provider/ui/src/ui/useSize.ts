import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element, followed. */
export function useSize<T extends HTMLElement>(): [RefObject<T | null>, Signal<Size>] {
  const element = useRef<T>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) {
      return;
    }
    const read = () => {
      const { clientWidth: width, clientHeight: height } = box;
      if (width !== size.peek().width || height !== size.peek().height) {
        size.value = { width, height };
      }
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, [size]);
  return [element, size];
}
