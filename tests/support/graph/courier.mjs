// SPDX-License-Identifier: Apache-2.0
// Webhooks to the system under test: serialised and signed as Meta does, and repeated until they are acknowledged.
import crypto from 'node:crypto';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** JSON as Meta writes it: everything beyond ASCII as \uXXXX in lower case, and slashes as \/. */
export function serialize(payload) {
    return JSON.stringify(payload)
        .replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
        .replaceAll('/', '\\/');
}

export function signature(raw, secret) {
    return 'sha256=' + crypto.createHmac('sha256', secret).update(raw).digest('hex');
}

const patienceMs = 180_000;
const longestPauseMs = 1_000;

export class Courier {
    #agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
    #ledger;
    #waiting = 0;
    #repeats = 0;
    #abandoned = 0;

    constructor(ledger) {
        this.#ledger = ledger;
    }

    get counts() {
        return { waiting: this.#waiting, repeats: this.#repeats, abandoned: this.#abandoned,
            acknowledged: this.#ledger.acknowledged };
    }

    /** Posts once. `kind`: "good", "bad" (signed by somebody else) or "none". Gives {status, body}; status 0: no answer. */
    post(url, payload, secret, kind = 'good') {
        const raw = serialize(payload);
        const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(raw),
            'User-Agent': 'facebookexternalua' };
        if (kind !== 'none')
            headers['X-Hub-Signature-256'] = signature(raw, kind === 'bad' ? secret + '!' : secret);
        return new Promise(resolve => {
            const request = http.request(url, { method: 'POST', agent: this.#agent, headers, timeout: 20_000 },
                response => {
                    const parts = [];
                    response.on('data', part => parts.push(part));
                    response.on('error', () => resolve({ status: 0, body: 'cut off' }));
                    response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }));
                });
            request.on('timeout', () => request.destroy(new Error('timed out')));
            request.on('error', error => resolve({ status: 0, body: String(error.message) }));
            request.end(raw);
        });
    }

    /** Posts until it is answered 200, with growing pauses, as Meta does (for days; here for minutes). */
    async deliver(url, { payload, label }, secret) {
        ++this.#waiting;
        const until = Date.now() + patienceMs;
        let pause = 25;
        while ((await this.post(url, payload, secret)).status !== 200) {
            if (Date.now() > until) {
                --this.#waiting;
                ++this.#abandoned;
                return;
            }
            ++this.#repeats;
            await sleep(pause);
            pause = Math.min(2 * pause, longestPauseMs);
        }
        --this.#waiting;
        this.#ledger.recordAcknowledged({ at: Date.now(), label });
    }
}
