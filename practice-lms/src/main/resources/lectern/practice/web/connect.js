// The tool says that it is done with its registration (LTI Dynamic Registration 1.0 §3.7).
addEventListener('message', (event) => {
  if (event.data?.subject === 'org.imsglobal.lti.close') location.assign('/connect');
});
