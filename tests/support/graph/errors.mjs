// SPDX-License-Identifier: Apache-2.0
// Graph's errors, in the shape and with the codes that Meta documents.
import crypto from 'node:crypto';

export class Refusal {
    constructor(http, code, message, { subcode, type = 'OAuthException', details, transient } = {}) {
        this.http = http;
        if (http === 401)
            this.headers = { 'WWW-Authenticate': `OAuth "Facebook Platform" "invalid_token" "${message}"` };
        this.body = {
            error: {
                message,
                type,
                code,
                ...(subcode !== undefined && { error_subcode: subcode }),
                ...(transient !== undefined && { is_transient: transient }),
                ...(details !== undefined && { error_data: { messaging_product: 'whatsapp', details } }),
                fbtrace_id: 'A' + crypto.randomBytes(11).toString('base64url'),
            },
        };
    }
}

export const noToken = () => new Refusal(401, 104, 'An access token is required to request this resource');
export const badToken = () =>
    new Refusal(401, 190, 'Invalid OAuth access token - Cannot parse access token', { subcode: 463 });
export const badProof = () =>
    new Refusal(400, 100, 'Invalid appsecret_proof provided in the API argument', { type: 'GraphMethodException' });
export const noProof = () =>
    new Refusal(400, 100, 'API calls from the server require an appsecret_proof argument',
        { type: 'GraphMethodException' });
export const badVersion = () => new Refusal(400, 100, "Invalid version format. Use format like 'v23.0'");
export const unknownPath = path => new Refusal(404, 2500, `Unknown path components: ${path}`);
export const noSuchObject = (method, id) =>
    new Refusal(400, 100, `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot `
        + 'be loaded due to missing permissions, or does not support this operation',
    { subcode: 33, type: 'GraphMethodException' });
export const notPermitted = () =>
    new Refusal(403, 200, "Your app doesn't have permission to access this phone number", { subcode: 1349174 });
export const invalidParameter = details => new Refusal(400, 100, '(#100) Invalid parameter', { details });
export const missingParameter = name => new Refusal(400, 100, `(#100) The parameter ${name} is required.`);
