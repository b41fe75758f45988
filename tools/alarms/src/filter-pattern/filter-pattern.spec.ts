import { matchPattern, readPattern, requireFieldOf } from './filter-pattern';

const matches = (pattern: string, message: string) =>
  matchPattern(readPattern(pattern), message) !== undefined;

const errors = [
  '[ERROR 400] BAD REQUEST',
  '[ERROR 401] UNAUTHORIZED REQUEST',
  '[ERROR 419] MISSING ARGUMENTS',
  '[ERROR 420] INVALID ARGUMENTS',
];

/** The events that AWS says each of its patterns returns, by the number in the event. */
test.each([
  ['ERROR', ['400', '401', '419', '420']],
  ['ERROR ARGUMENTS', ['419', '420']],
  ['?ERROR ?ARGUMENTS', ['400', '401', '419', '420']],
  ['?BAD ?INVALID', ['400', '420']],
  ['ERROR -ARGUMENTS', ['400', '401']],
  ['"BAD REQUEST"', ['400']],
  ['"[ERROR 4"', ['400', '401', '419', '420']],
  ['error', []],
  ['%ERROR 4[0-1]%', ['400', '401', '419']],
  ['%ING|BAD%', ['400', '419']],
  ['AUTHORIZED', ['401']],
  ['" "', ['400', '401', '419', '420']],
  ['', ['400', '401', '419', '420']],
])('%s finds its terms', (pattern, expected) => {
  const found = errors.filter((event) => matches(pattern, event)).map((event) => event.slice(7, 10));
  expect(found).toEqual(expected);
});

const trailEvent = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
  latency: 50,
  code: '400',
});

/** The patterns of AWS's page, and what lies next to them. */
test.each([
  ['{ $.eventType = "UpdateTrail" }', true],
  ['{ $.eventType = UpdateTrail }', true],
  ['{ $.eventType = "updatetrail" }', false],
  ['{ $.sourceIPAddress != 123.123.* }', true],
  ['{ $.sourceIPAddress != 111.111.* }', false],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.arrayKey[1] = "value" }', false],
  ['{ $.eventType = %Trail% }', true],
  ['{ $.eventType = %^Trail% }', false],
  ['{ $.arrayKey[*] = %val.{2}% }', true],
  ['{ $.arrayKey[*] = "another value" }', true],
  ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', true],
  ['{ $.[\'cluster.name\'] = "c" }', true],
  ['{ $.SomeObject IS NULL }', true],
  ['{ $.eventType IS NULL }', false],
  ['{ $.ThisFlag IS TRUE }', true],
  ['{ $.ThisFlag IS FALSE }', false],
  ['{ $.SomeOtherObject NOT EXISTS }', true],
  ['{ $.SomeObject NOT EXISTS }', false],
  ['{ $.objectList[1].id = 2 }', true],
  ['{ $.objectList[1].id != 2 }', false],
  ['{ $.objectList[1].id >= 2 }', true],
  ['{ $.objectList[1].id < 2 }', false],
  ['{ $.latency > 49.5 }', true],
  ['{ $.latency <= 5e1 }', true],
  ['{ $.latency > +50 }', false],
  ['{ $.latency = * }', true],
  ['{ $.code = "400" }', true],
  ['{ $.eventType = "*Trail" }', true],
  ['{ $.eventType = "Update*" }', true],
  ['{ $.eventType = "*dateT*" }', true],
  ['{ $.eventType = "Up*ail" }', false],
  ['{ ($.latency = 50) && ($.eventType = "UpdateTrail") }', true],
  // && binds stronger than ||.
  ['{ $.latency = 50 || $.eventType = x && $.eventType = y }', true],
  ['{ ($.latency = 50 || $.eventType = x) && $.eventType = y }', false],
  // A selector that leads to an array or an object matches with no operator.
  ['{ $.arrayKey = 1 }', false],
  ['{ $.arrayKey != 1 }', false],
  ['{ $.nothing != 1 }', false],
  ['{ $.eventType[0] = "U" }', false],
])('%s of an event of CloudTrail is %s', (pattern, expected) => {
  expect(matches(pattern, trailEvent)).toBe(expected);
});

test('an event that is no JSON matches no JSON pattern', () => {
  expect(matches('{ $.a NOT EXISTS }', 'text')).toBe(false);
  expect(matches('{ $.a NOT EXISTS }', '"text"')).toBe(false);
});

const access = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

test.each([
  ['[ip, user, username, timestamp, request, status_code, bytes]', true],
  ['[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]', true],
  ['[..., request =*.html*, status_code = 4*, bytes]', true],
  ['[..., status_code = 404 || status_code = 410, bytes]', true],
  ['[..., status_code = 4* && status_code != 404, bytes]', false],
  ['[..., bytes > 1000]', true],
  ['[..., bytes > 2000]', false],
  ['[ip = 127.0.0.1, ...]', true],
  ['[ip, ..., bytes = 1534]', true],
  ['[a, b, c, d, e, f, g, h]', false],
  ['[..., a, b, c, d, e, f, g, h]', false],
  ['[a, b = 1]', false],
])('%s of an access log is %s', (pattern, expected) => {
  expect(matches(pattern, access)).toBe(expected);
});

const lines = [
  'INFO 09/25/2014 12:00:00 GET /service/resource/67 1200',
  'WARNING 09/25/2014 12:00:02 Invalid user request',
  'ERROR 09/25/2014 12:00:02 Failed to process request',
];

test.each([
  ['[w1=ERROR, w2]', ['ERROR']],
  ['[w1=ERROR || w1=WARNING, w2]', ['WARNING', 'ERROR']],
  ['[w1!=ERROR && w1!=WARNING, w2]', ['INFO']],
  ['[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]', ['INFO']],
])('%s finds words in order', (pattern, expected) => {
  expect(lines.filter((line) => matches(pattern, line)).map((line) => line.split(' ')[0])).toEqual(expected);
});

test('a match gives fields by their selector, name or position', () => {
  const json = matchPattern(readPattern('{ $.latency = * }'), trailEvent);
  const fields = matchPattern(readPattern('[..., status_code = 4*, bytes]'), access);

  expect(json?.textOf('$.latency')).toBe('50');
  expect(json?.textOf('$.objectList[0].name')).toBe('a');
  expect(json?.textOf('$.arrayKey')).toBeUndefined();
  expect(fields?.textOf('$bytes')).toBe('1534');
  expect(fields?.textOf('$1')).toBe('127.0.0.1');
  expect(fields?.textOf('$other')).toBeUndefined();
});

test.each([
  ['{ eventType = "x" }', /no selector that begins with \$/],
  ['{ $ = "x" }', /no property after \$/],
  ['{ $.a }', /no operator/],
  ['{ $.a = }', /no text, number or regular expression/],
  ['{ $.a > "x" }', /compares with >, and with no number/],
  ['{ $.a IS 1 }', /no NULL, TRUE or FALSE/],
  ['{ $.a NOT NULL }', /no EXISTS/],
  ['{ $.a = 1', /no \}/],
  ['{ $.a = 1 } x', /no end/],
  ['{ ($.a = 1 }', /no \)/],
  ['{ $.*.* = 1 }', /more than one star/],
  ['{ $.a[*] = 1 && $.b[*] = 1 && $.c[*] = 1 && $.d[*] = 1 }', /more than 3 selectors/],
  ['{ $.a = %(x)% }', /has \(, which CloudWatch Logs refuses/],
  ['%[a%', /%\[a% is no regular expression/],
  ['[a, ..., b, ...]', /has \.\.\. twice/],
  ['[a = 1 && b = 2]', /compares b in the place of the field a/],
  ['[a = 1 &&]', /no name a/],
  ['[a', /no \]/],
  ['two-words', /put it in quotation marks/],
  ['?a b', /ignores every term with \?/],
  ['"open', /no term/],
])('%s is refused', (pattern, message) => {
  expect(() => readPattern(pattern)).toThrow(message);
});

test.each([
  ['{ $.a = 1 }', '$a', /no property after \$/],
  ['{ $.a = 1 }', '$.a b', /no end/],
  ['[a, b]', '$c', /has no field \$c/],
  ['ERROR', '$.a', /its pattern has no fields/],
])('of %s, an event has no field %s', (pattern, field, message) => {
  expect(() => requireFieldOf(readPattern(pattern), field)).toThrow(message);
});
