// SPDX-License-Identifier: Apache-2.0
// The endpoints of a WhatsApp number and of its business account.
import crypto from 'node:crypto';

import { invalidParameter, missingParameter, Refusal } from './errors.mjs';
import { messageProblems } from './whatsapp_schema.mjs';

/** Each: method, edge (undefined: the object itself), check(call) → Refusal or nothing, accept(call) → the answer. */
export function whatsappEndpoints({ ledger, statuses }) {
    return [
        { method: 'POST', edge: 'messages', check: checkMessage, accept: call => acceptMessage(call, ledger, statuses) },
        { method: 'GET', edge: undefined, check: () => undefined, accept: describeNumber },
        { method: 'POST', edge: 'subscribed_apps', ofBusiness: true, check: () => undefined,
            accept: () => ({ success: true }) },
    ];
}

function checkMessage(call) {
    if (!/^application\/json\b/.test(call.headers['content-type'] ?? ''))
        return missingParameter('messaging_product'); // anything else is read as a form
    try {
        call.message = JSON.parse(call.body);
    } catch {
        return invalidParameter('The request body is not valid JSON');
    }
    const problems = messageProblems(call.message);
    if (problems)
        return invalidParameter(problems);
    if (call.message.to !== undefined && !isRecipient(call.message.to))
        return new Refusal(400, 131009, '(#131009) Parameter value is not valid', { details: 'to: not a phone number' });
    return undefined;
}

function isRecipient(to) {
    const digits = to.replace(/\D/g, '');
    return /^\+?[\d ()-]+$/.test(to) && digits.length >= 1 && digits.length <= 15;
}

function acceptMessage(call, ledger, statuses) {
    const { message, account } = call;
    if (message.status !== undefined)
        return { success: true };
    const input = message.to ?? message.recipient;
    const contact = message.to !== undefined ? { input, wa_id: waId(input) } : { input, user_id: input };
    const entry = {
        at: Date.now(),
        phoneNumberId: account.phoneNumberId,
        id: 'wamid.' + crypto.randomBytes(24).toString('base64'),
        to: contact.wa_id ?? contact.user_id,
        callbackData: message.biz_opaque_callback_data,
        proved: call.query.has('appsecret_proof'),
        body: message,
    };
    ledger.recordSent(entry);
    statuses.follow(account, entry);
    return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: entry.id }] };
}

/** Many Brazilian numbers are on WhatsApp without their ninth digit, whatever was dialled. */
function waId(to) {
    const digits = to.replace(/\D/g, '');
    return digits.replace(/^(55[3-9]\d)9(\d{8})$/, '$1$2');
}

function describeNumber(call) {
    const { account } = call;
    const all = {
        display_phone_number: account.displayPhoneNumber,
        verified_name: 'Clínica Acolhe',
        quality_rating: 'GREEN',
        name_status: 'APPROVED',
        code_verification_status: 'VERIFIED',
    };
    const wanted = call.query.get('fields')?.split(',') ?? Object.keys(all);
    return { ...Object.fromEntries(wanted.filter(name => name in all).map(name => [name, all[name]])),
        id: account.phoneNumberId };
}
