// SPDX-License-Identifier: Apache-2.0
// The API's front: version, token, proof, path; then the endpoint checks the call, a fault may strike, and only then
// does the call take effect. A call that the real API would refuse is refused even where a fault waits for it.
import { setTimeout as sleep } from 'node:timers/promises';

import * as errors from './errors.mjs';
import { answerOf, spoils } from './faults.mjs';
import { whatsappEndpoints } from './whatsapp.mjs';

const versions = new Set(['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0']);

export function createApi({ accounts, faults, ledger, statuses }) {
    const endpoints = whatsappEndpoints({ ledger, statuses });

    return async ({ request, response, url, body }) => {
        const call = { method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers,
            body };
        const endpoint = admit(call, accounts, endpoints);
        const refusal = endpoint instanceof errors.Refusal ? endpoint : endpoint.check(call);
        if (refusal) {
            ledger.recordRefused({ method: call.method, path: call.path, error: refusal.body.error });
            return answer(response, refusal.http, JSON.stringify(refusal.body), refusal.headers);
        }
        const fault = faults.take(call.method, call.path, body);
        if (fault?.delayMs)
            await sleep(fault.delayMs);
        if (!fault || !spoils(fault))
            return answer(response, 200, JSON.stringify(endpoint.accept(call)), fault?.headers);
        return misbehave(response, fault, fault.accept ? endpoint.accept(call) : undefined);
    };
}

/** The endpoint that the call is for, or why it is not let in. */
function admit(call, accounts, endpoints) {
    const [, version, node, edge, ...rest] = call.path.split('/').map(decodeURIComponent);
    if (!/^v\d+\.\d+$/.test(version) || !versions.has(version))
        return errors.badVersion();
    const token = /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1];
    if (!token) // a token in the address is valid there, but ends in logs: here it counts as none
        return errors.noToken();
    const own = accounts.ofToken(token);
    if (own.length === 0)
        return errors.badToken();
    if (!node || rest.length > 0)
        return errors.unknownPath(call.path);
    const endpoint = endpoints.find(e => e.method === call.method && e.edge === edge);
    const account = own.find(a => (endpoint?.ofBusiness ? a.businessAccountId : a.phoneNumberId) === node);
    if (!account && accounts.get(node))
        return errors.notPermitted();
    if (!endpoint || !account)
        return errors.noSuchObject(call.method, node);
    const proof = call.query.get('appsecret_proof');
    if (proof === null && account.requireProof)
        return errors.noProof();
    if (proof !== null && !accounts.isProof(account, proof))
        return errors.badProof();
    call.account = account;
    return endpoint;
}

function answer(response, http, text, headers = {}) {
    if (response.destroyed) // the caller went away meanwhile
        return;
    const bytes = Buffer.from(text);
    response.writeHead(http, {
        'Content-Type': 'application/json; charset=UTF-8',
        'Content-Length': bytes.length,
        'facebook-api-version': 'v25.0',
        'x-fb-trace-id': 'Ctest',
        ...headers,
    });
    response.end(bytes);
}

function misbehave(response, fault, accepted) {
    if (fault.drop)
        return response.destroy();
    if (fault.hang)
        return undefined;
    if (fault.half) {
        const text = JSON.stringify(accepted ?? { messaging_product: 'whatsapp' });
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
        return response.write(text.slice(0, text.length / 2), () => response.destroy());
    }
    const { http, text } = answerOf(fault);
    return answer(response, http, text, fault.headers);
}
