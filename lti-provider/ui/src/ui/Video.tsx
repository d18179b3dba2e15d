import { useEffect, useRef } from 'preact/hooks';

interface VideoProps {
  readonly stream: MediaStream;
  readonly class?: string;
  /** The first picture is there. */
  readonly onPicture?: () => void;
}

/** A live picture; sound is played elsewhere. */
export function Video({ stream, class: name, onPicture }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element !== null && element.srcObject !== stream) {
      element.srcObject = stream;
      // A refusal only means that the picture stays still until the person presses something.
      element.play().catch(() => undefined);
    }
  }, [stream]);
  return <video ref={video} class={name} muted playsInline autoPlay disablePictureInPicture onLoadedData={onPicture} />;
}
