// SPDX-License-Identifier: Apache-2.0
// How the API misbehaves on request. A fault waits for a valid call that it matches, and by default strikes once:
//
//   path, method     regular expression over the path; the method
//   includes         a text that the body must hold, such as a recipient
//   times            how often it strikes (1); 0: until it is cleared
//   delayMs          wait first; alone, the call then succeeds
//   accept           the call takes effect (it is in the ledger) before the fault shows; false unless said
//   drop             cut the connection instead of answering
//   half             send the head and half of the body, then cut
//   hang             never answer
//   http, code, subcode, message, transient    answer with this Graph error
//   raw              answer with this text instead of JSON
//   headers          add these, such as {"Retry-After": "7"}
import { Refusal } from './errors.mjs';

export class Faults {
    #waiting = [];

    add(fault) {
        this.#waiting.push({ times: 1, ...fault, path: fault.path ? new RegExp(fault.path) : undefined });
    }

    clear() {
        this.#waiting = [];
    }

    get waiting() {
        return this.#waiting.length;
    }

    take(method, path, body) {
        const at = this.#waiting.findIndex(fault => matches(fault, method, path, body));
        if (at < 0)
            return undefined;
        const fault = this.#waiting[at];
        if (fault.times === 1)
            this.#waiting.splice(at, 1);
        else if (fault.times > 1)
            --fault.times;
        return fault;
    }
}

function matches(fault, method, path, body) {
    return (!fault.path || fault.path.test(path)) && (!fault.method || fault.method === method)
        && (!fault.includes || body.includes(fault.includes));
}

/** Does it take the place of the proper answer? */
export function spoils(fault) {
    return fault.drop || fault.half || fault.hang || fault.raw !== undefined || fault.http !== undefined
        || fault.code !== undefined;
}

/** What is answered in place of the proper answer; nothing when there is none. */
export function answerOf(fault) {
    if (fault.drop || fault.hang)
        return undefined;
    if (fault.raw !== undefined)
        return { http: fault.http ?? 200, text: fault.raw };
    const refusal = new Refusal(fault.http ?? 400, fault.code ?? 1, fault.message ?? 'An unknown error occurred',
        { subcode: fault.subcode, transient: fault.transient });
    return { http: refusal.http, text: JSON.stringify(refusal.body) };
}
