export const common = {
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  microphone: 'Microphone',
  camera: 'Camera',
  speaker: 'Speaker',
  systemDefault: 'System default',
  you: 'you',
  host: 'Teacher',
  recordingStarted: 'Recording has started.',
  recordingUntil: 'Kept until {date}.',
  minutes: { one: '{count} minute', other: '{count} minutes' },
  code: 'Code for your administrator: {code}',
  problems: {
    offline: 'There is no connection to the class at the moment. It comes back by itself; then try again.',
    no_answer: 'The class did not answer in time. Try again.',
    busy: 'Too much at once. Wait a moment and try again.',
    too_many: 'That was too fast. Wait a moment and try again.',
    unknown: 'That did not work. Try again.',
    network: 'The server cannot be reached. Check your connection and try again.',
  },
  device: {
    micDenied:
      'Your browser does not let this page use the microphone. Press the icon beside the address above, allow the microphone, and try again. You can join without it.',
    micMissing: 'No microphone was found. Plug one in and try again, or join without it.',
    micBusy: 'Another program is using the microphone. Close it and try again, or join without it.',
    cameraDenied:
      'Your browser does not let this page use the camera. Press the icon beside the address above, allow the camera, and try again. You can join without it.',
    cameraMissing: 'No camera was found. Plug one in and try again, or join without it.',
    cameraBusy: 'Another program is using the camera. Close it and try again, or join without it.',
    unsupported: 'This browser cannot use a microphone or camera here. You can join and watch, listen and chat.',
  },
} as const;
