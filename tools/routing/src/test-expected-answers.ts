/**
 * What AWS's documentation says each scenario leads to, worked out by hand. The simulator has no part in these tables.
 *
 * A cell is an answer: who serves at first, and who from which second on. `none (primary)` means that requests are sent
 * to the primary region, which serves nobody. A column is a client. `GET|POST` stands for two clients with equal
 * answers. Each scenario begins at second 0.
 *
 * The seconds, for health checks of 10 s × 3, target groups of 10 s × 3 with a time limit of 5 s, the region's alarm of
 * 60 s × 2, and the switch of 60 s × 1:
 *
 *     HTTPS check    3 × (10 + 6) = 48     10 s after the last answer, which fails after 4 s + 2 s; three in a row
 *     targets        3 × 10 + 5 = 35       three in a row, the last of which fails after 5 s
 *     alarm          (2 + 1) × 60 + 60 = 240   the period of the fault, two full periods, a minute until evaluated
 *     switch         (1 + 1) × 60 + 60 = 180
 *     Route 53       + 10                  until every DNS server knows
 *     resolvers      + 60                  the TTL of a load balancer's alias
 *
 * So clients are moved 118 s after a fault that only HTTPS checks see, 105 s after one that target groups see, 310 s
 * after one that only the alarm sees, and 250 s after somebody threw the switch.
 */
export const expectedAnswers = {
  /** Active-passive, clients connect to the load balancer that the public name says. */
  'failover without CDN': `
    scenario                      | www.example.com
    endpoint-down                 | primary → 0 s none (primary) → 105 s dr
    deep-fault                    | primary → 0 s none (primary) → 118 s dr
    no-healthy-targets            | primary → 0 s none (primary) → 105 s dr
    zone-down                     | primary
    region-down                   | primary → 0 s none (primary) → 118 s dr
    checkers-18.0                 | primary → 118 s dr
    checkers-18.1                 | primary
    certificate-expired           | primary → 0 s none (primary)
    metrics-breaching             | primary → 310 s dr
    metrics-missing               | primary
    switch-thrown                 | primary → 250 s dr
    alarm-state-forced            | primary
    switch-in-grey-failure        | primary → 250 s dr
    switch-for-certificate        | primary → 0 s none (primary) → 550 s dr
    all-regions-down              | primary → 0 s none (primary)
    lingering-resolver            | primary → 0 s none (primary) → 3658 s dr
    endpoint-back                 | primary → 0 s none (primary) → 105 s dr → 718 s primary
    dr-region-down                | primary
    dr-region-down-first          | primary → 600 s none (primary)
  `,
  /** The same, but CloudFront follows the origin's name. Assets are in a bucket of each region, as an origin group. */
  'failover with CDN': `
    scenario                      | GET|POST /api/*                                             | GET /*
    endpoint-down                 | primary → 0 s none (primary) → 105 s dr                     | primary
    deep-fault                    | primary → 0 s none (primary) → 118 s dr                     | primary
    no-healthy-targets            | primary → 0 s none (primary) → 105 s dr                     | primary
    zone-down                     | primary                                                     | primary
    region-down                   | primary → 0 s none (primary) → 118 s dr                     | primary → 0 s dr
    checkers-18.0                 | primary → 118 s dr                                          | primary
    checkers-18.1                 | primary                                                     | primary
    certificate-expired           | primary → 0 s none (primary)                                | primary
    metrics-breaching             | primary → 310 s dr                                          | primary
    metrics-missing               | primary                                                     | primary
    switch-thrown                 | primary → 250 s dr                                          | primary
    alarm-state-forced            | primary                                                     | primary
    switch-in-grey-failure        | primary → 250 s dr                                          | primary
    switch-for-certificate        | primary → 0 s none (primary) → 550 s dr                     | primary
    all-regions-down              | primary → 0 s none (primary)                                | primary → 0 s none (dr)
    lingering-resolver            | primary → 0 s none (primary) → 118 s dr                     | primary → 0 s dr
    endpoint-back                 | primary → 0 s none (primary) → 105 s dr → 718 s primary     | primary
    dr-region-down                | primary                                                     | primary
    dr-region-down-first          | primary → 600 s none (primary)                              | primary → 600 s none (dr)
  `,
  /** Active-active: each client has the region with the lower latency. */
  'latency with CDN': `
    scenario                      | GET|POST /api/* near primary                            | GET|POST /api/* near dr                                                  | GET /* near primary|dr
    endpoint-down                 | primary → 0 s none (primary) → 105 s dr                 | dr                                                                       | primary
    deep-fault                    | primary → 0 s none (primary) → 118 s dr                 | dr                                                                       | primary
    no-healthy-targets            | primary → 0 s none (primary) → 105 s dr                 | dr                                                                       | primary
    zone-down                     | primary                                                 | dr                                                                       | primary
    region-down                   | primary → 0 s none (primary) → 118 s dr                 | dr                                                                       | primary → 0 s dr
    checkers-18.0                 | primary → 118 s dr                                      | dr                                                                       | primary
    checkers-18.1                 | primary                                                 | dr                                                                       | primary
    certificate-expired           | primary → 0 s none (primary)                            | dr                                                                       | primary
    metrics-breaching             | primary → 310 s dr                                      | dr                                                                       | primary
    metrics-missing               | primary                                                 | dr                                                                       | primary
    switch-thrown                 | primary → 250 s dr                                      | dr                                                                       | primary
    alarm-state-forced            | primary                                                 | dr                                                                       | primary
    switch-in-grey-failure        | primary → 250 s dr                                      | dr                                                                       | primary
    switch-for-certificate        | primary → 0 s none (primary) → 550 s dr                 | dr                                                                       | primary
    all-regions-down              | primary → 0 s none (primary)                            | dr → 0 s none (dr)                                                       | primary → 0 s none (dr)
    lingering-resolver            | primary → 0 s none (primary) → 118 s dr                 | dr                                                                       | primary → 0 s dr
    endpoint-back                 | primary → 0 s none (primary) → 105 s dr → 718 s primary | dr                                                                       | primary
    dr-region-down                | primary                                                 | dr → 0 s none (dr) → 118 s primary                                       | primary
    dr-region-down-first          | primary → 600 s none (primary)                          | dr → 0 s none (dr) → 118 s primary → 600 s none (primary) → 718 s none (dr) | primary → 600 s none (dr)
  `,
  /** A gradual shift: the primary region has a weight of 90, the DR region of 10. */
  'weighted without CDN': `
    scenario                      | www.example.com
    endpoint-down                 | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 105 s dr
    deep-fault                    | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 118 s dr
    no-healthy-targets            | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 105 s dr
    zone-down                     | primary 90 % + dr 10 %
    region-down                   | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 118 s dr
    checkers-18.0                 | primary 90 % + dr 10 % → 118 s dr
    checkers-18.1                 | primary 90 % + dr 10 %
    certificate-expired           | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 %
    metrics-breaching             | primary 90 % + dr 10 % → 310 s dr
    metrics-missing               | primary 90 % + dr 10 %
    switch-thrown                 | primary 90 % + dr 10 % → 250 s dr
    alarm-state-forced            | primary 90 % + dr 10 %
    switch-in-grey-failure        | primary 90 % + dr 10 % → 250 s dr
    switch-for-certificate        | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 550 s dr
    all-regions-down              | primary 90 % + dr 10 % → 0 s none (primary) 90 % + none (dr) 10 %
    lingering-resolver            | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 3658 s dr
    endpoint-back                 | primary 90 % + dr 10 % → 0 s none (primary) 90 % + dr 10 % → 105 s dr → 718 s primary 90 % + dr 10 %
    dr-region-down                | primary 90 % + dr 10 % → 0 s primary 90 % + none (dr) 10 % → 118 s primary
    dr-region-down-first          | primary 90 % + dr 10 % → 0 s primary 90 % + none (dr) 10 % → 118 s primary → 600 s none (primary) → 718 s none (primary) 90 % + none (dr) 10 %
  `,
  /** One simple record: Route 53 has nothing else to answer, whatever a health check says. */
  'one region without CDN': `
    scenario                      | www.example.com
    endpoint-down                 | primary → 0 s none (primary)
    deep-fault                    | primary → 0 s none (primary)
    no-healthy-targets            | primary → 0 s none (primary)
    zone-down                     | primary
    region-down                   | primary → 0 s none (primary)
    checkers-18.0                 | primary
    checkers-18.1                 | primary
    certificate-expired           | primary → 0 s none (primary)
    metrics-breaching             | primary
    metrics-missing               | primary
    switch-thrown                 | primary
    alarm-state-forced            | primary
    switch-in-grey-failure        | primary
    switch-for-certificate        | primary → 0 s none (primary)
    all-regions-down              | primary → 0 s none (primary)
    lingering-resolver            | primary → 0 s none (primary)
    endpoint-back                 | primary → 0 s none (primary) → 600 s primary
  `,
  /** CloudFront's own name serves. Nothing moves the API, because no name of ours stands between. */
  'two regions without a domain': `
    scenario                      | GET|POST /api/*                              | GET /*
    endpoint-down                 | primary → 0 s none (primary)                 | primary
    deep-fault                    | primary → 0 s none (primary)                 | primary
    no-healthy-targets            | primary → 0 s none (primary)                 | primary
    zone-down                     | primary                                      | primary
    region-down                   | primary → 0 s none (primary)                 | primary → 0 s dr
    checkers-18.0                 | primary                                      | primary
    checkers-18.1                 | primary                                      | primary
    certificate-expired           | primary → 0 s none (primary)                 | primary
    metrics-breaching             | primary                                      | primary
    metrics-missing               | primary                                      | primary
    switch-thrown                 | primary                                      | primary
    alarm-state-forced            | primary                                      | primary
    switch-in-grey-failure        | primary                                      | primary
    switch-for-certificate        | primary → 0 s none (primary)                 | primary
    all-regions-down              | primary → 0 s none (primary)                 | primary → 0 s none (dr)
    lingering-resolver            | primary → 0 s none (primary)                 | primary → 0 s dr
    endpoint-back                 | primary → 0 s none (primary) → 600 s primary | primary
    dr-region-down                | primary                                      | primary
    dr-region-down-first          | primary → 600 s none (primary)               | primary → 600 s none (dr)
  `,
} as const;
