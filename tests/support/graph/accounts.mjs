// SPDX-License-Identifier: Apache-2.0
// The WhatsApp numbers that this Graph knows, and who may speak for them.
import crypto from 'node:crypto';

const standardAccount = {
    phoneNumberId: '106540352242922',
    businessAccountId: '102290129340398',
    displayPhoneNumber: '15550783881',
    token: 'EAA-test-token',
    appSecret: 'app-secret',
    requireProof: false,
};

export class Accounts {
    #byNumber = new Map();
    #proofs = new Map();

    constructor() {
        this.clear();
    }

    clear() {
        this.#byNumber.clear();
        this.#proofs.clear();
        this.add(standardAccount);
    }

    add(account) {
        const whole = { ...standardAccount, ...account };
        this.#byNumber.set(whole.phoneNumberId, whole);
        this.#proofs.set(whole.phoneNumberId, proofOf(whole));
        return whole;
    }

    get standard() {
        return this.#byNumber.get(standardAccount.phoneNumberId);
    }

    get(phoneNumberId) {
        return this.#byNumber.get(phoneNumberId);
    }

    /** The accounts of one token; none: the token is not valid. */
    ofToken(token) {
        return [...this.#byNumber.values()].filter(account => account.token === token);
    }

    isProof(account, proof) {
        return this.#proofs.get(account.phoneNumberId) === proof;
    }
}

function proofOf(account) {
    return crypto.createHmac('sha256', account.appSecret).update(account.token).digest('hex');
}
