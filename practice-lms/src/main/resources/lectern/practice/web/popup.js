// A window of a size, as LMSs open tools beside the course page.
document.getElementById('popup').addEventListener('click', (event) => {
  if (open(event.currentTarget.href, 'tool', 'popup,width=480,height=720')) event.preventDefault();
});
