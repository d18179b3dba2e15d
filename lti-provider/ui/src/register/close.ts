/** Tells the LMS that its dialogue can go (LTI Dynamic Registration 1.0 §3.7). The message holds nothing. */
export function close(): void {
  const lms: Window | null = window.opener ?? (window.parent === window ? null : window.parent);
  lms?.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
}
