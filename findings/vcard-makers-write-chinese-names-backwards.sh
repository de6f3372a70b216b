#!/usr/bin/env bash
# What one would expect: a library that is given the family name 张 and the given name 三丰 writes the name as it is
#   written in that script, 张三丰, or leaves the order to whoever reads (N has both apart).
# What happens: vcards-js and vcard-creator write FN:三丰 张, given name first and a space between, whatever the script;
#   FN is what every address book shows.
# Who meets it: whoever imports cards that a web system made of a staff list: 三丰 张 is found by nobody, and is
#   another person than the 张三丰 who is there already.
# The kit: kit/people/contacts/files/vcards.py puts the two right where FN and N name the same two;
#   tests/people/test_foreign_files.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vcards-js@2.11.1 vcard-creator@1.0.0 >&2
cat > made.mjs <<'JS'
import makeCard from 'vcards-js';
import VCard from 'vcard-creator';

const one = makeCard();
one.lastName = '张';
one.firstName = '三丰';
one.cellPhone = '13800000001';
const other = new VCard();
other.addName({ familyName: '张', givenName: '三丰' }).addPhoneNumber({ number: '13800000001', type: ['cell'] });
const shown = [one.getFormattedString(), other.toString()].map(
  (card) => card.split('\r\n').find((line) => line.startsWith('FN')),
);
console.log('version: vcards-js 2.11.1, vcard-creator 1.0.0');
console.log('guess: FN:张三丰');
console.log('seen:', shown.join(' and '));
process.exit(shown.every((line) => line === 'FN:三丰 张') ? 0 : 1);
JS
node made.mjs
