// SPDX-License-Identifier: Apache-2.0
// What tests may ask, beside the API:
//
//   GET    /__sent?after=N   accepted sends, but for the first N
//   GET    /__refused        calls that were refused, and why
//   POST   /__accounts       another number: {phoneNumberId, businessAccountId, token, appSecret, requireProof}
//   POST   /__faults         see faults.mjs;     DELETE clears them, GET tells how many wait
//   POST   /__statuses       see statuses.mjs;   DELETE clears them
//   POST   /__webhooks       {url, payloads: [{payload, label?}], phoneNumberId?, signature?}: posts each once, gives
//                            the answers; with retry: true it answers at once and delivers in the background
//   GET    /__webhooks       how many deliveries wait, were repeated, abandoned, acknowledged
//   POST   /__reset          forgets accounts, faults, plans and what is in memory of the ledger

export function createControl({ accounts, courier, faults, ledger, statuses }) {
    const actions = {
        'GET /__sent': ({ url }) => ledger.sent(Number(url.searchParams.get('after') ?? 0)),
        'GET /__refused': () => ledger.refused,
        'POST /__accounts': ({ json }) => accounts.add(json),
        'POST /__faults': ({ json }) => (faults.add(json), {}),
        'GET /__faults': () => ({ waiting: faults.waiting }),
        'DELETE /__faults': () => (faults.clear(), {}),
        'POST /__statuses': ({ json }) => (statuses.add(json), {}),
        'DELETE /__statuses': () => (statuses.clear(), {}),
        'POST /__webhooks': ({ json }) => postWebhooks(json, accounts, courier),
        'GET /__webhooks': () => courier.counts,
        'POST /__reset': () => {
            [accounts, faults, statuses, ledger].forEach(part => part.clear());
            return {};
        },
    };
    return async ({ request, response, url, body }) => {
        const action = actions[`${request.method} ${url.pathname}`];
        const result = action ? await action({ url, json: body.length ? JSON.parse(body) : {} }) : undefined;
        response.writeHead(action ? 200 : 404, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(result ?? { error: 'no such control' }));
    };
}

function postWebhooks({ url, payloads, phoneNumberId, signature, retry }, accounts, courier) {
    const { appSecret } = accounts.get(phoneNumberId) ?? accounts.standard;
    if (!retry)
        return Promise.all(payloads.map(({ payload }) => courier.post(url, payload, appSecret, signature)));
    payloads.forEach(payload => courier.deliver(url, payload, appSecret));
    return { queued: payloads.length };
}
