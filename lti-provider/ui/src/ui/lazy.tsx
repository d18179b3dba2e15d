import { type ComponentType, h, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component whose code is fetched when it is first drawn; nothing is shown until then. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element | null {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [component, show] = useState<{ type: ComponentType<P> } | null>(loaded && { type: loaded });
    useEffect(() => {
      if (loaded === null) {
        void load().then(type => {
          loaded = type;
          show({ type });
        });
      }
    }, []);
    return component === null ? null : h(component.type, props);
  };
}
