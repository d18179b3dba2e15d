// Back from a step in another tab: what it did is ticked.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') location.reload();
});
