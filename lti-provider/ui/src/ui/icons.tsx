import type { ComponentChildren } from 'preact';

/** Icons drawn on a 24-unit grid with one stroke width; always beside words or inside a named control. */
function icon(children: ComponentChildren) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const SLASH = <path d="M4 4l16 16" />;
const MIC = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>
);
const CAMERA = (
  <>
    <rect x="3" y="6.5" width="12" height="11" rx="2.5" />
    <path d="M15 10.5l6-3v9l-6-3" />
  </>
);

export const MicIcon = () => icon(MIC);
export const MicOffIcon = () =>
  icon(
    <>
      {MIC}
      {SLASH}
    </>,
  );
export const CameraIcon = () => icon(CAMERA);
export const CameraOffIcon = () =>
  icon(
    <>
      {CAMERA}
      {SLASH}
    </>,
  );
/** Bars of a connection: two of three, one of three, or none. */
export const LineIcon = ({ level }: { readonly level: 'fair' | 'poor' | 'lost' }) =>
  icon(
    <>
      <rect x="3" y="14" width="4" height="6" rx="1" fill={level === 'lost' ? 'none' : 'currentColor'} />
      <rect x="10" y="9" width="4" height="11" rx="1" fill={level === 'fair' ? 'currentColor' : 'none'} />
      <rect x="17" y="4" width="4" height="16" rx="1" />
      {level === 'lost' && SLASH}
    </>,
  );
export const ScreenIcon = () =>
  icon(
    <>
      <rect x="3" y="4.5" width="18" height="12" rx="2" />
      <path d="M8 20h8M12 13.5v-6M9.5 9.5L12 7l2.5 2.5" />
    </>,
  );
export const HandIcon = () =>
  icon(
    <path d="M7.5 12.5V6.2a1.4 1.4 0 0 1 2.8 0v4.6V4.4a1.4 1.4 0 0 1 2.8 0v6.4V5.6a1.4 1.4 0 0 1 2.8 0v6.6 -3.4a1.4 1.4 0 0 1 2.8 0v5.4c0 4-2.6 6.8-6.2 6.8-2.8 0-4.2-1-5.6-3.2l-2.6-4.2c-.9-1.5 1-2.9 2.2-1.7z" />,
  );
export const RoomsIcon = () =>
  icon(
    <>
      <rect x="3" y="3.5" width="8" height="7.5" rx="1.8" />
      <rect x="13" y="3.5" width="8" height="7.5" rx="1.8" />
      <rect x="3" y="13" width="8" height="7.5" rx="1.8" />
      <rect x="13" y="13" width="8" height="7.5" rx="1.8" />
    </>,
  );
export const RecordIcon = () =>
  icon(
    <>
      <circle cx="12" cy="12" r="9" />
      <circle cx="12" cy="12" r="4" fill="currentColor" stroke="none" />
    </>,
  );
export const EndIcon = () =>
  icon(
    <>
      <circle cx="12" cy="12" r="9" />
      <rect x="8.8" y="8.8" width="6.4" height="6.4" rx="1" fill="currentColor" stroke="none" />
    </>,
  );
export const LeaveIcon = () =>
  icon(<path d="M10 4H6.5A2.5 2.5 0 0 0 4 6.5v11A2.5 2.5 0 0 0 6.5 20H10M15 8l4 4-4 4M19 12H9.5" />);
export const PeopleIcon = () =>
  icon(
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c.4-3.6 3-5.6 6.5-5.6s6.1 2 6.5 5.6M16 4.9a3.5 3.5 0 0 1 0 6.2M18 14.9c2 .8 3.2 2.5 3.5 5.1" />
    </>,
  );
export const ChatIcon = () => icon(<path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4z" />);
export const CloseIcon = () => icon(<path d="M6 6l12 12M18 6L6 18" />);
export const BackIcon = () => icon(<path d="M4 12h15M4 12l6-6M4 12l6 6" />);
export const SettingsIcon = () =>
  icon(
    <>
      <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
      <circle cx="16" cy="7" r="2.5" />
      <circle cx="8" cy="17" r="2.5" />
    </>,
  );
export const PlayIcon = () => icon(<path d="M7.5 5v14l11-7z" fill="currentColor" />);
export const PauseIcon = () =>
  icon(
    <>
      <rect x="6.5" y="5" width="3.6" height="14" rx="1" fill="currentColor" />
      <rect x="13.9" y="5" width="3.6" height="14" rx="1" fill="currentColor" />
    </>,
  );
const ten = (
  <text x="12.2" y="15.4" font-size="7.5" font-weight="700" text-anchor="middle" fill="currentColor" stroke="none">
    10
  </text>
);
export const BackTenIcon = () =>
  icon(
    <>
      <path d="M5 12.5a7.2 7.2 0 1 0 2.2-5.3M7.5 3v4.2h4.2" />
      {ten}
    </>,
  );
export const ForwardTenIcon = () =>
  icon(
    <>
      <path d="M19 12.5a7.2 7.2 0 1 1-2.2-5.3M16.5 3v4.2h-4.2" />
      {ten}
    </>,
  );
export const SoundIcon = () =>
  icon(<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />);
export const SoundOffIcon = () => icon(<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5" />);
export const KeyboardIcon = () =>
  icon(
    <>
      <rect x="2.5" y="6" width="19" height="12" rx="2" />
      <path d="M6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M7.5 14h9" />
    </>,
  );
export const WarnIcon = () => icon(<path d="M12 4l9 16H3zM12 10v4.5M12 17.3v.01" />);
