// SPDX-License-Identifier: Apache-2.0
// What happened, in order: every send that was accepted, whatever was answered, and every webhook that was
// acknowledged. With a file, each line is written before the answer goes out, so the file is the truth even when
// everything else is killed.
import fs from 'node:fs';

export class Ledger {
    #file;
    #sent = [];
    #refused = [];
    #acknowledged = 0;

    constructor(path) {
        this.#file = path ? fs.openSync(path, 'a') : undefined;
    }

    recordSent(entry) {
        this.#sent.push(entry);
        this.#write({ kind: 'sent', ...entry });
    }

    recordAcknowledged(entry) {
        ++this.#acknowledged;
        this.#write({ kind: 'webhook', ...entry });
    }

    /** Calls that were refused, for a test that asks why nothing arrived; the last 100. */
    recordRefused(entry) {
        this.#refused.push(entry);
        if (this.#refused.length > 100)
            this.#refused.shift();
    }

    sent(after = 0) {
        return this.#sent.slice(after);
    }

    get refused() {
        return this.#refused;
    }

    get acknowledged() {
        return this.#acknowledged;
    }

    /** Forgets what is in memory; the file keeps everything. */
    clear() {
        this.#sent = [];
        this.#refused = [];
        this.#acknowledged = 0;
    }

    #write(entry) {
        if (this.#file !== undefined)
            fs.writeSync(this.#file, JSON.stringify(entry) + '\n');
    }
}
