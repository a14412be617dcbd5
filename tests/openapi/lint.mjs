// SPDX-License-Identifier: Apache-2.0
// Lints the OpenAPI document that the program named on the command line prints. Every finding, warnings too, is a failure.
import { execFileSync } from 'node:child_process';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const source = execFileSync(process.argv[2], { encoding: 'utf8', maxBuffer: 64 << 20 });
const config = await createConfig({ extends: ['recommended'] });
const problems = await lintFromString({ source, config });
for (const { ruleId, message, location } of problems) {
  console.log(`${location[0]?.pointer ?? '#/'}: ${message} (${ruleId})`);
}
const operations = Object.values(JSON.parse(source).paths).length;
console.log(`${operations} operations, ${problems.length} findings`);
process.exit(problems.length === 0 && operations > 0 ? 0 : 1);
