// Generated from src/core/fault-types.ts by `npm run generate`; do not edit.
export interface FaultForm {
  readonly value?: string | boolean;
  readonly summary: string;
  readonly choice?: { readonly label: string; readonly amount?: string };
}

export const FAULT_FORMS: Readonly<Record<string, readonly FaultForm[]>> = {
  "status": [
    {
      "summary": "answers {value}",
      "choice": {
        "label": "another status, in the vendor’s shape",
        "amount": "Status"
      }
    }
  ],
  "failure": [
    {
      "summary": "answers {kind} {code}"
    },
    {
      "summary": "answers {kind}"
    }
  ],
  "stale": [
    {
      "value": true,
      "summary": "answers reads from the past",
      "choice": {
        "label": "reads answered from the past"
      }
    }
  ],
  "abort": [
    {
      "value": "before",
      "summary": "resets the connection before it is done",
      "choice": {
        "label": "connection reset, nothing done"
      }
    },
    {
      "value": "during",
      "summary": "resets the connection during the reply",
      "choice": {
        "label": "connection reset during the reply"
      }
    },
    {
      "value": "after",
      "summary": "resets the connection after it is done",
      "choice": {
        "label": "done, but the answer is lost"
      }
    }
  ],
  "delay": [
    {
      "summary": "waits {min} – {max} ms"
    },
    {
      "summary": "waits {value} ms",
      "choice": {
        "label": "slow: wait first",
        "amount": "Milliseconds"
      }
    }
  ],
  "drip": [
    {
      "summary": "sends slowly, {value} ms a piece",
      "choice": {
        "label": "slow: send piece by piece",
        "amount": "Milliseconds between pieces"
      }
    }
  ],
  "truncate": [
    {
      "summary": "sends {value} bytes",
      "choice": {
        "label": "reply cut short",
        "amount": "Bytes that are sent"
      }
    }
  ],
  "webhook": [
    {
      "value": "drop",
      "summary": "drops webhooks",
      "choice": {
        "label": "webhook: never sent"
      }
    },
    {
      "value": "duplicate",
      "summary": "sends webhooks twice",
      "choice": {
        "label": "webhook: sent twice"
      }
    },
    {
      "value": "delay",
      "summary": "delays webhooks by a minute",
      "choice": {
        "label": "webhook: a minute later"
      }
    },
    {
      "value": "late",
      "summary": "delays webhooks by a day",
      "choice": {
        "label": "webhook: a day later"
      }
    },
    {
      "value": "reorder",
      "summary": "sends webhooks after the next one",
      "choice": {
        "label": "webhook: after the next one"
      }
    },
    {
      "value": "before",
      "summary": "sends webhooks before the reply",
      "choice": {
        "label": "webhook: before the reply"
      }
    },
    {
      "value": "tamper",
      "summary": "changes the body of webhooks",
      "choice": {
        "label": "webhook: body changed after signing"
      }
    },
    {
      "value": "wrong-secret",
      "summary": "signs webhooks with another secret",
      "choice": {
        "label": "webhook: signed with another secret"
      }
    },
    {
      "value": "stale-timestamp",
      "summary": "signs webhooks with an old time",
      "choice": {
        "label": "webhook: signed an hour ago"
      }
    }
  ]
}
