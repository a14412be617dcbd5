// SPDX-License-Identifier: Apache-2.0
// A strict stand-in for Meta's Graph API, for tests: on loopback only, and only while its standard input is open.
//
//   node server.mjs [--port N] [--ledger FILE]
//
// prints one line, {"listening": "http://127.0.0.1:N"}. What it refuses is in api.mjs and whatsapp*.mjs, how it can
// misbehave in faults.mjs, what tests may ask of it in control.mjs.
import http from 'node:http';
import { parseArgs } from 'node:util';

import { Accounts } from './accounts.mjs';
import { createApi } from './api.mjs';
import { createControl } from './control.mjs';
import { Courier } from './courier.mjs';
import { Faults } from './faults.mjs';
import { Ledger } from './ledger.mjs';
import { StatusPlans } from './statuses.mjs';

const { values: options } = parseArgs({
    options: { port: { type: 'string', default: '0' }, ledger: { type: 'string' } },
});

const ledger = new Ledger(options.ledger);
const accounts = new Accounts();
const courier = new Courier(ledger);
const faults = new Faults();
const statuses = new StatusPlans(courier);
const api = createApi({ accounts, faults, ledger, statuses });
const control = createControl({ accounts, courier, faults, ledger, statuses });

const maxBody = 4 * 1024 * 1024;

function receive(request, then) {
    const parts = [];
    let size = 0;
    request.on('data', part => {
        size += part.length;
        if (size > maxBody)
            request.destroy();
        else
            parts.push(part);
    });
    request.on('end', () => then(Buffer.concat(parts)));
    request.on('error', () => {}); // the caller went away: tests do that on purpose
}

const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    receive(request, body => {
        const url = new URL(request.url, 'http://graph');
        const handle = url.pathname.startsWith('/__') ? control : api;
        Promise.resolve(handle({ request, response, url, body })).catch(error => {
            console.error(error);
            response.destroy();
        });
    });
});

server.listen(Number(options.port), '127.0.0.1', () => {
    console.log(JSON.stringify({ listening: `http://127.0.0.1:${server.address().port}` }));
});

// The test holds the other end: when it ends, however it ends, so does this.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
