// SPDX-License-Identifier: Apache-2.0
// What becomes of accepted messages: sent, delivered and read, told by webhook as Meta tells them.
//
// A plan: {url, phoneNumberId?, sentMs?, deliveredMs?, readMs?, failed?: {afterMs, code, title}, twice?}; a status
// without a delay does not come, `twice` repeats each, equal delays leave their order to chance.

export class StatusPlans {
    #courier;
    #plans = [];

    constructor(courier) {
        this.#courier = courier;
    }

    add(plan) {
        this.#plans.push(plan);
    }

    clear() {
        this.#plans = [];
    }

    follow(account, entry) {
        const plan = this.#plans.find(p => !p.phoneNumberId || p.phoneNumberId === account.phoneNumberId);
        if (!plan)
            return;
        const steps = [['sent', plan.sentMs], ['delivered', plan.deliveredMs], ['read', plan.readMs],
            ['failed', plan.failed?.afterMs]];
        for (const [status, delay] of steps) {
            if (delay === undefined)
                continue;
            for (let copies = plan.twice ? 2 : 1; copies > 0; --copies)
                setTimeout(() => this.#tell(plan, account, entry, status), delay);
        }
    }

    #tell(plan, account, entry, status) {
        const payload = statusWebhook(account, entry, status, status === 'failed' ? plan.failed : undefined);
        this.#courier.deliver(plan.url, { payload, label: `${status} ${entry.id}` }, account.appSecret);
    }
}

function statusWebhook(account, entry, status, failure) {
    const news = {
        id: entry.id,
        status,
        timestamp: String(Math.floor(Date.now() / 1000)),
        recipient_id: entry.to,
        ...(entry.callbackData !== undefined && { biz_opaque_callback_data: entry.callbackData }),
        ...(status === 'sent' && {
            pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
        }),
        ...(failure && {
            errors: [{ code: failure.code, title: failure.title, message: failure.title,
                error_data: { details: failure.title } }],
        }),
    };
    return {
        object: 'whatsapp_business_account',
        entry: [{
            id: account.businessAccountId,
            changes: [{
                field: 'messages',
                value: {
                    messaging_product: 'whatsapp',
                    metadata: { display_phone_number: account.displayPhoneNumber, phone_number_id: account.phoneNumberId },
                    statuses: [news],
                },
            }],
        }],
    };
}
