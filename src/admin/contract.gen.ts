// Generated from specs/admin.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
        };
        /** @description What is kept of something, and how much there is room for. */
        Usage: {
            used: number;
            capacity: number;
        };
        World: {
            id: string;
            /** @description By vendor, a base URL that leads into this world. */
            urls: {
                [key: string]: string;
            };
            /** @description By vendor, a credential in the vendor's own format that leads into this world on the plain URL. */
            credentials: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        Clock: {
            /** Format: date-time */
            now: string;
            frozen: boolean;
        };
        /** @description What a request must be like: of objects the members that are named, of lists every element. */
        Match: {
            /** @description Part of the JSON or form body. */
            body?: unknown;
            /** @description By name, the value or, where the name is repeated, the values. */
            query?: {
                [key: string]: string | number | boolean | unknown[];
            };
            headers?: {
                [key: string]: string;
            };
        };
        /** @description Which calls it meets, how often it strikes, and what it does to them; at most one of status, failure, stale and abort. */
        Fault: {
            vendor?: string;
            operation?: string;
            method?: string;
            /** @description The whole path below the vendor, without the query. */
            path?: string;
            match?: components["schemas"]["Match"];
            times?: number;
            rate?: number;
            status?: number;
            failure?: {
                /** @enum {unknown} */
                kind: "route_not_found" | "method_not_allowed" | "malformed_body" | "body_too_large" | "unsupported_media_type" | "unauthenticated" | "forbidden" | "invalid_request" | "domain" | "rate_limited" | "injected";
                code?: string;
                params?: {
                    [key: string]: unknown;
                };
            };
            /** @description Reads (GET) are answered from the state at the time the fault was added. */
            stale?: boolean;
            /**
             * @description Drops the connection with a reset: before anything is done, during the reply, or after it was done, so that a write is applied and its answer lost.
             * @enum {unknown}
             */
            abort?: "before" | "during" | "after";
            delay?: number | {
                min: number;
                max: number;
            };
            /** @description Milliseconds between the eighths of the body. */
            drip?: number;
            /** @description Bytes of the body that are sent before the connection ends. */
            truncate?: number;
        };
        /** @description The clock, and what moving it has done. */
        Advanced: {
            /** Format: date-time */
            now: string;
            frozen: boolean;
            /** Format: date-time */
            from: string;
            /** @description Accounts whose rate limit counts anew, as `vendor/account`. */
            reopened: string[];
        };
        KnownFault: {
            id: string;
        } & {
            [key: string]: unknown;
        };
        Exchange: {
            id: string;
            world: string;
            /** Format: date-time */
            at: string;
            vendor: string;
            version: string | null;
            operation: string | null;
            request: {
                method: string;
                path: string;
                headers: components["schemas"]["Headers"];
                body: string | null;
            };
            reply: {
                status: number;
                headers: components["schemas"]["Headers"];
                body: string | null;
            };
            /** @enum {unknown} */
            source: "modelled" | "example" | "generated" | "failure" | "fault" | "refusal";
            failure: string | null;
            issues: {
                [key: string]: unknown;
            }[];
            drift: string[];
            /** @description What the handler emitted. Absent when it emitted nothing. At most 100; items beyond 64 KB in all are cut, and then are text. */
            events?: {
                topic: string;
                item: unknown;
            }[];
            evidence: string | null;
            milliseconds: number;
        };
        /** @description A call to make on behalf of whoever asks. */
        Call: {
            vendor: string;
            method: string;
            /** @description Below the vendor, with the query. */
            path: string;
            headers?: components["schemas"]["Headers"];
            body?: string | null;
        };
        Record: {
            [key: string]: unknown;
        };
        /**
         * @description How it is known that the vendor behaves so.
         * @enum {unknown}
         */
        Grade: "recorded" | "documented" | "client" | "framework" | "assumed" | null;
        Vendor: {
            name: string;
            title: string;
            /** @description Where it is served in the world. */
            url: string;
            versions: string[];
            /** @description The one that is described. */
            version: string;
            /** @description Headers that open the world; null where accounts are declared and the caller must know one. */
            credential: null | components["schemas"]["Headers"];
            operations: {
                id: string;
                method: string;
                /** @description Template below the vendor. */
                path: string;
                /** @description First segment of the path that is no parameter. */
                resource: string;
                /** @enum {unknown} */
                answered: "modelled" | "generated";
                evidence: components["schemas"]["Grade"];
                replies: {
                    status: string;
                    evidence: components["schemas"]["Grade"];
                }[];
            }[];
        };
        Revision: {
            /** @description The one that made the change; null where somebody edited the record. */
            exchange: string | null;
            /** Format: date-time */
            at: string;
            /** @description As it was from then on; null once it was removed. */
            record: null | components["schemas"]["Record"];
        };
        /** @description An exchange at a glance, as the events tell it. */
        ExchangeSummary: {
            id: string;
            /** Format: date-time */
            at: string;
            vendor: string;
            version: string | null;
            operation: string | null;
            method: string;
            path: string;
            status: number;
            /** @enum {unknown} */
            source: "modelled" | "example" | "generated" | "failure" | "fault" | "refusal";
            failure: string | null;
            /** @description In how many places the reply breaks its contract. */
            drift: number;
            /** @description Name of the fault that struck, whatever it did. */
            fault: string | null;
            evidence: string | null;
            milliseconds: number;
        };
        /** @description What a call must have been like: of objects the members that are named, of lists every element. */
        CallMatch: {
            /** @description Part of the JSON or form body. */
            body?: unknown;
            /** @description By name, the value or, where the name is repeated, the values. */
            query?: {
                [key: string]: string | number | boolean | unknown[];
            };
            headers?: {
                [key: string]: string;
            };
            status?: number;
        };
        ExpectedStep: {
            vendor?: string;
            operation?: string;
            where?: components["schemas"]["CallMatch"];
            times?: number;
        };
        Expectation: {
            vendor?: string;
            operation?: string;
            where?: components["schemas"]["CallMatch"];
            /** @description Exactly so often. */
            times?: number;
            /** @description So often or more; once when nothing is said. */
            atLeast?: number;
            /** @constant */
            never?: true;
            /** @description Calls that happened one behind the other, whatever happened between. */
            inOrder?: components["schemas"]["ExpectedStep"][];
        };
        VerifyResult: {
            /** @constant */
            ok: true;
            count: number;
        } | {
            /** @constant */
            ok: false;
            message: string;
            closest: {
                exchange: string;
                vendor: string;
                operation: string | null;
                method: string;
                path: string;
                status: number;
                /** @description The first one; null for a call that is as expected. */
                difference: string | null;
            }[];
        };
        Explanation: {
            exchange: string;
            /** @description One line that names the cause. */
            summary: string;
            /**
             * @description Whose it looks like; null where nothing was refused.
             * @enum {unknown}
             */
            likelyCause: "request" | "contract" | "credential" | "state" | "fault" | "emulator" | null;
            /** @description The rule of the contract that was broken. */
            rule: null | {
                file: string;
                line: number | null;
                pointer: string;
                keyword: string;
            };
            /** @description The offending one. */
            value: unknown;
            suggestion: null | {
                sent: string;
                meant: string;
            };
            /** @description Operations that the call may have been meant for. */
            nearest: {
                operation: string;
                method: string;
                path: string;
                difference: string;
            }[];
            /** @description Collections whose records were looked at. */
            collectionsRead: string[];
            /** @description The first records that were looked for, with how many there were. */
            lookups: {
                collection: string;
                field: string;
                value: string | number;
                found: number;
            }[];
            /** @description How it is known that the vendor answers so. */
            evidence: null | {
                grade: string;
                source: string;
            };
            /** @description Repeats the call, with its secrets masked. */
            curl: string;
        };
        /** @description How often something that a test set up came to anything. */
        Use: {
            name: string;
            there: number;
            used: number;
        };
        /** @description What the calls exercised, of the contracts that were called. */
        Coverage: {
            contracts: {
                vendor: string;
                version: string;
                items: {
                    /** @description Null for what concerns the whole contract. */
                    operation: string | null;
                    /** @enum {unknown} */
                    kind: "operation" | "reply" | "error" | "property" | "value" | "parameter" | "page" | "limit";
                    name: string;
                    /** @description Exchanges that met it. */
                    hits: number;
                }[];
            }[];
            /** @description Vendor and version of what was served and not called. */
            uncalled: string[];
            scenarios: components["schemas"]["Use"][];
            faults: components["schemas"]["Use"][];
        };
        /** @description Everything that the contracts of a vendor claim, and how it is known. */
        Ledger: {
            vendor: string;
            title: string;
            versions: string[];
            claims: {
                operation: string;
                /** @description A status, 4XX or default; null where the operation itself is claimed. */
                reply: string | null;
                /** @description Name of the example that shows it; null where the reply itself is claimed. */
                error: string | null;
                /** @description Versions of the contract that claim it so. */
                versions: string[];
                /** @enum {unknown} */
                grade: "recorded" | "documented" | "client" | "framework" | "assumed" | null;
                source: string | null;
            }[];
        };
        Tally: {
            /** @description By vendor and class of status (2xx, or none where there was no reply), how many there were. */
            exchanges: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @description Calls that nothing answers. */
            unmatched: number;
            /** @description Replies that broke their contract. */
            drift: number;
            /** @description Replies that nothing but the contract gave. */
            generated: number;
            /** @description Replies that lean on weaker evidence than was asked for. */
            weak: number;
            /** @description Calls that the emulator refused in its own name, for another reason than these. */
            refused: number;
            /** @description The first hundred that differ. */
            findings: {
                /** @enum {unknown} */
                kind: "unmatched" | "drift" | "generated" | "refused" | "weak";
                line: string;
                times: number;
            }[];
        };
        Headers: {
            [key: string]: string;
        };
        Dump: {
            [key: string]: {
                sequence: number;
                collections: {
                    [key: string]: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
    };
    responses: {
        /** @description What was wrong, and what to do */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Done */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description Identifier of a world. */
        world: string;
        vendor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                        /** @description Where the default world is kept. */
                        state: string;
                        /**
                         * @description What a reply promises of its effect on the default world: it survives the end of the machine, of the process, or neither.
                         * @enum {unknown}
                         */
                        durability: "durable" | "relaxed" | "ephemeral";
                        /** @description Why the mode durable cannot be promised on this file system. */
                        doubt?: string;
                        vendors: string[];
                        worlds: components["schemas"]["Usage"];
                        exchanges: components["schemas"]["Usage"];
                        faults: components["schemas"]["Usage"];
                        /** @description What no world keeps, since the start: calls by a name that is not ours, requests that are not HTTP or came too late, connections above those taken at once, and those cut because their client did not read. */
                        rejectedConnections: {
                            host: number;
                            unreadable: number;
                            crowded: number;
                            slow: number;
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listVendors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is served */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendors: {
                            name: string;
                            title: string;
                            url: string;
                            versions: string[];
                            operations: string[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readVendor: {
        parameters: {
            query?: {
                /** @description The first one when absent. */
                version?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its operations, and how each is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readOperation: {
        parameters: {
            query?: {
                /** @description The first one when absent. */
                version?: string;
            };
            header?: never;
            path: {
                vendor: string;
                operation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation as its contract tells it, with references followed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undo: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens in the world */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reset: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                what?: "all" | "state" | "faults" | "exchanges";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    listWorlds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worlds there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worlds: components["schemas"]["World"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description World whose state this one begins with. */
                    from?: string;
                    /** @description Scenario that this one begins with. */
                    scenario?: string;
                    seed?: number;
                    /** Format: date-time */
                    clock?: string;
                    /** @description Seconds without a request after which the world is forgotten. */
                    ttl?: number;
                };
            };
        };
        responses: {
            /** @description The world */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scenarios: {
                            vendor: string;
                            name: string;
                            description: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyScenario: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    saveScenario: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    exchanges: string[];
                };
            };
        };
        responses: {
            /** @description The scenario */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        name: string;
                        file: string;
                        calls: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    readSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything the world holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dump"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    writeSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Dump"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    listFaults: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The faults that can still strike */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["KnownFault"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addFault: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Fault"];
            };
        };
        responses: {
            /** @description The fault */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownFault"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearFaults: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    deleteFault: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    changeState: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    state?: string;
                    params?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * @default setup
                     * @enum {unknown}
                     */
                    action?: "setup" | "teardown";
                    consumer?: string | null;
                };
            };
        };
        responses: {
            /** @description Values to put into the request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string | number | boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    now?: string;
                    frozen: boolean;
                };
            };
        };
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    advanceClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A number and ms, s, m, h or d. */
                    by: string;
                };
            };
        };
        responses: {
            /** @description The clock, and what moving it has done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Advanced"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                operation?: string;
                status?: number;
                source?: "modelled" | "example" | "generated" | "failure" | "fault" | "refusal";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last exchanges, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        exchanges: components["schemas"]["Exchange"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeCall: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Call"];
            };
        };
        responses: {
            /** @description The exchange that it became */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    coverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The coverage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    fidelity: {
        parameters: {
            query?: {
                vendor?: components["parameters"]["vendor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ledger of each vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendors: components["schemas"]["Ledger"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readExchange: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    repeatExchange: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange that it became */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tagExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description By name; all that the world keeps when absent. */
                    exchanges?: string[];
                    /** @description Of the interaction. */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tagged: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearTagged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    exportPacts: {
        parameters: {
            query: {
                consumer: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tagged exchanges of all worlds as pacts of version 4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pacts: {
                            [key: string]: unknown;
                        }[];
                        /** @description Why some make no interaction. */
                        refused: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tally: {
        parameters: {
            query?: {
                /** @description Identifier of a world; all together, also those that are gone, when absent. */
                world?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened since the exchanges were cleared */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tally"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verify: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Expectation"];
            };
        };
        responses: {
            /** @description Whether it happened, and otherwise what came closest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explain: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                /** @description As `x-vendouble-exchange` names it; `last` is the last one that was refused. */
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why it was answered so */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the world holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collections: {
                            vendor: string;
                            account: string;
                            collection: string;
                            /** @description Field with the primary key. */
                            key: string;
                            total: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                account?: string;
                limit?: number;
                offset?: number;
                /** @description Only records that hold this text, in any case. */
                search?: string;
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records as the emulator keeps them, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        records: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: components["schemas"]["Record"];
                    to: components["schemas"]["Record"];
                };
            };
        };
        responses: {
            /** @description The record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    readHistory: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of how the record came to be as it is, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revisions: components["schemas"]["Revision"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
