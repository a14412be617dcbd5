// SPDX-License-Identifier: Apache-2.0
// What POST /{phone-number-id}/messages takes, as JSON Schema (draft 2020-12), stricter than Meta's published file.
//
// Derived from business-messaging-api_v23.0.yaml of facebook/openapi (MIT, Copyright (c) Meta Platforms, Inc. and
// affiliates), with what that file gets wrong put right from Meta's documents and its own examples: the root is closed
// (as published, allOf with additionalProperties: false refuses every message); recipient_type and, for text, type may
// be absent; a user id in `recipient` may stand for `to`; biz_opaque_callback_data; limits of text, media, buttons and
// lists; button index 0 and 1; the interactive types that the file lacks; template parameters by their type.
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const string = (maxLength, minLength = 1) => ({ type: 'string', minLength, maxLength });
const some = string(4096);
const url = { type: 'string', format: 'uri', pattern: '^https?://' };
const list = (items, minItems, maxItems) => ({ type: 'array', items, minItems, maxItems });
const closed = (required, optional = {}) => ({
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
});
const open = required => ({ type: 'object', required });

const media = (optional = {}) => ({
    ...closed({}, { id: some, link: url, ...optional }),
    oneOf: [{ required: ['id'] }, { required: ['link'] }],
});
const caption = { caption: string(1024, 0) };

// Interactive messages

const header = (...types) => closed({ type: { enum: types } }, {
    text: string(60),
    sub_text: string(60, 0),
    image: media(),
    video: media(),
    document: media({ filename: some }),
});
const richHeader = header('text', 'image', 'video', 'document');
const interactive = (type, action, { head = richHeader, bodyLength = 1024 } = {}) => closed(
    { type: { const: type }, body: closed({ text: string(bodyLength) }), action },
    { header: head, footer: closed({ text: string(60) }) });

const replyButtons = closed({
    buttons: list(closed({ type: { const: 'reply' }, reply: closed({ id: string(256), title: string(20) }) }), 1, 3),
});
const listSections = closed({
    button: string(20),
    sections: list(closed({
        rows: list(closed({ id: string(200), title: string(24) }, { description: string(72, 0) }), 1, 10),
    }, { title: string(24, 0) }), 1, 10),
});
const link = closed({
    name: { const: 'cta_url' },
    parameters: closed({ display_text: string(20), url }),
});
const locationRequest = closed({ name: { const: 'send_location' } });
const flow = closed({
    name: { const: 'flow' },
    parameters: {
        ...closed({ flow_message_version: some, flow_cta: string(30) }, {
            flow_id: some,
            flow_name: some,
            flow_token: some,
            mode: { enum: ['draft', 'published'] },
            flow_action: { enum: ['navigate', 'data_exchange'] },
            flow_action_payload: { type: 'object' },
        }),
        anyOf: [{ required: ['flow_id'] }, { required: ['flow_name'] }],
    },
});
/** Types that no clinic of ours sends: their shape is not checked further. */
const unchecked = ['product', 'product_list', 'catalog_message', 'carousel', 'order_details', 'order_status',
    'address_message', 'request_contact_info', 'call_permission_request', 'voice_call'];

// Templates

const parameterTypes = {
    text: some,
    payload: some,
    image: media(),
    video: media(),
    document: media({ filename: some }),
    currency: open(['fallback_value', 'code', 'amount_1000']),
    date_time: open(['fallback_value']),
    coupon_code: some,
    location: { type: 'object' },
    action: { type: 'object' },
    limited_time_offer: { type: 'object' },
    order_status: { type: 'object' },
};
const parameter = {
    type: 'object',
    required: ['type'],
    properties: {
        type: { enum: [...Object.keys(parameterTypes), 'product', 'ttl_minutes', 'gif', 'expiration_time_ms'] },
        parameter_name: some,
        ...parameterTypes,
    },
    allOf: ['text', 'payload', 'image', 'video', 'document', 'currency', 'date_time'].map(type => ({
        if: { properties: { type: { const: type } } },
        then: { required: [type] },
    })),
};
const component = {
    ...closed({
        type: { enum: ['header', 'body', 'button', 'carousel', 'limited_time_offer'] },
    }, {
        sub_type: { enum: ['quick_reply', 'url', 'catalog', 'flow', 'copy_code', 'mpm', 'order_details', 'order_status',
            'voice_call', 'request_contact_info'] },
        index: { anyOf: [{ type: 'string', pattern: '^[0-9]$' }, { type: 'integer', minimum: 0, maximum: 9 }] },
        parameters: { type: 'array', items: parameter },
        cards: { type: 'array' },
    }),
    if: { properties: { type: { const: 'button' } } },
    then: { required: ['sub_type', 'index'] },
};
const template = closed({
    name: { type: 'string', pattern: '^[a-z0-9_]{1,512}$' },
    language: closed({ code: { type: 'string', pattern: '^[a-z]{2,3}(_[A-Z]{2,3})?$' } }, {
        policy: { const: 'deterministic' },
    }),
}, { namespace: some, components: { type: 'array', items: component } });

// Contact cards

const texts = (...names) => closed({}, Object.fromEntries(names.map(name => [name, { type: 'string' }])));
const contact = closed({
    name: { ...texts('formatted_name', 'first_name', 'last_name', 'middle_name', 'prefix', 'suffix'),
        required: ['formatted_name'] },
}, {
    addresses: { type: 'array', items: texts('city', 'country', 'country_code', 'state', 'street', 'type', 'zip') },
    birthday: { type: 'string' },
    emails: { type: 'array', items: texts('email', 'type') },
    org: texts('company', 'department', 'title'),
    phones: { type: 'array', items: texts('phone', 'type', 'wa_id') },
    urls: { type: 'array', items: texts('type', 'url') },
});

// The message itself

const coordinate = { type: ['number', 'string'] };
const contents = {
    text: closed({ body: string(4096) }, { preview_url: { type: 'boolean' } }),
    image: media(caption),
    video: media(caption),
    audio: media({ voice: { type: 'boolean' } }),
    document: media({ ...caption, filename: string(240, 0) }),
    sticker: media(),
    location: closed({ latitude: coordinate, longitude: coordinate },
        { name: { type: 'string' }, address: { type: 'string' } }),
    reaction: closed({ message_id: some, emoji: string(32, 0) }),
    contacts: list(contact, 1, 257),
    template,
    interactive: {
        type: 'object',
        required: ['type'],
        discriminator: { propertyName: 'type' },
        oneOf: [
            interactive('button', replyButtons),
            interactive('list', listSections, { head: header('text'), bodyLength: 4096 }),
            interactive('cta_url', link),
            interactive('location_request_message', locationRequest),
            interactive('flow', flow),
            { type: 'object', required: ['action'], properties: { type: { enum: unchecked }, action: { type: 'object' } } },
        ],
    },
};

const envelope = {
    recipient_type: { enum: ['individual', 'group'] },
    to: some,
    recipient: { type: 'string', pattern: '^[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}$' },
    context: closed({ message_id: some }),
    biz_opaque_callback_data: string(512, 0),
    recipient_identity_key_hash: some,
};
const product = { const: 'whatsapp' };

function message(type) {
    const typed = { type: { const: type } };
    return {
        ...closed({ messaging_product: product, [type]: contents[type], ...(type !== 'text' && typed) },
            { ...envelope, ...typed }),
        anyOf: [{ required: ['to'] }, { required: ['recipient'] }],
    };
}
const read = closed({ messaging_product: product, status: { const: 'read' }, message_id: some }, {
    typing_indicator: closed({ type: { const: 'text' } }),
});

const ajv = addFormats(new Ajv({ allErrors: true, discriminator: true, strict: true, strictTypes: false,
    strictRequired: false }));
const validators = new Map(Object.keys(contents).map(type => [type, ajv.compile(message(type))]));
validators.set('read', ajv.compile(read));

/** What is wrong with a body, in words; nothing when it is right. */
export function messageProblems(body) {
    if (body === null || typeof body !== 'object' || Array.isArray(body))
        return 'the body must be an object';
    const type = body.status !== undefined ? 'read' : body.type ?? 'text';
    const validate = validators.get(type);
    if (!validate)
        return `/type unknown: ${type}`;
    if (validate(body))
        return undefined;
    return validate.errors.filter(error => !['oneOf', 'anyOf', 'if'].includes(error.keyword))
        .map(error => `${error.instancePath} ${error.message} ${error.params.additionalProperty ?? ''}`.trim())
        .join('; ')
        .slice(0, 500);
}
