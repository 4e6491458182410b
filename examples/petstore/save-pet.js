// save-pet.js
/** Saves a pet, and tries again once when the API is down. */
exports.savePet = async (baseUrl, pet) => {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(pet),
  };
  const reply = await fetch(`${baseUrl}/pets`, request);
  return reply.status === 503 ? fetch(`${baseUrl}/pets`, request) : reply;
};
