-- A SQLite database as version 1 left it. Never changed: it is what people have.
CREATE TABLE api_tokens (
    user_id TEXT NOT NULL,
    source TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, source)
) STRICT;
INSERT INTO "api_tokens" VALUES('ann','civitai','72cd6e84',X'015C93B063B1347ED837CC60B743230F1706CF0CE6933C3A8BAACF6D8ADA5C2A55A861306229',1767225600000000000);
CREATE TABLE audit (
    download_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (download_id, version)
) STRICT;
INSERT INTO "audit" VALUES('full-1',6,1785585600123456790,'awaiting_decision','duplicate');
INSERT INTO "audit" VALUES('full-1',7,1785585600123456790,'awaiting_decision','asked');
INSERT INTO "audit" VALUES('plain-1',1,1785585600123456789,'resolving','submitted');
CREATE TABLE downloads (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    source TEXT,
    file_key TEXT,
    status TEXT NOT NULL,
    hash TEXT,
    file_name TEXT,
    file_path TEXT,
    owner TEXT NOT NULL,
    group_id TEXT,
    priority INTEGER NOT NULL,
    retry_at INTEGER,
    search TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;
INSERT INTO "downloads" VALUES('full-1','https://example.test/models/1?fileId=2','644bc2cc8c2b575926092ff77a881137821bd0cb8b300d04c9525befce98454c','direct','https://example.test/models/1?fileId=2','awaiting_decision','abababababababababababababababababababababababababababababababab','日本語 dragon.safetensors','/models/loras/dragon.safetensors','ann@example.test','group-1',-3,1785585660123456789,'日本語 dragon.safetensors
https://example.test/models/1?fileid=2
dragon',7,1785585600123456789,1785585600123456790,'{"id":"full-1","owner":"ann@example.test","group":"group-1","reference":"https://example.test/models/1?fileId=2","answers":{"type":"lora","baseModel":"SDXL 1.0","name":"dragon","sha256":"abababababababababababababababababababababababababababababababab","target":"loras/dragon.safetensors","files":["a.safetensors","17"],"onDuplicate":"link","review":"always"},"priority":-3,"status":"awaiting_decision","reason":"duplicate","file":{"source":"direct","id":"https://example.test/models/1?fileId=2"},"model":{"name":"Dragon","version":"v1.5","creator":"ann","type":"lora","variant":"dora","baseModel":"SDXL 1.0","baseFamily":"sdxl","triggerWords":["drgn","wings"],"description":"<p>Line one\r\nline two</p>","tags":["animal"],"license":"cc0","nsfw":true,"previews":[{"address":"https://example.test/%F0%9F%A6%8A.png","kind":"image"}],"attributes":{"air":"urn:air:sdxl:lora:civitai:1@2"}},"draft":{"name":"Dragon","type":"lora","baseModel":"SDXL 1.0","baseFamily":"sdxl","triggerWords":["drgn"],"description":"A dragon.","tags":["animal"],"cover":"https://example.test/cover.png"},"fileName":"\u65E5\u672C\u8A9E dragon.safetensors","provisionalName":true,"placement":{"root":"/models","target":"loras/\u65E5\u672C\u8A9E dragon.safetensors","rule":"lora","explanation":["lora: holds"],"doubts":[{"code":"no_rule","sentence":"No rule holds.","blocking":true}]},"filePath":"/models/loras/dragon.safetensors","assetId":"abababababababababababababababababababababababababababababababab","findings":[{"code":"type_unknown","sentence":"Its type is \"unknown\".","blocking":true},{"code":"unverified","sentence":"Half of \uD83E\uDD8A: \uD83E","blocking":false}],"duplicates":[{"asset":"abababababababababababababababababababababababababababababababab","name":"Dragon","path":"/models/loras/old.safetensors","matchedBy":"published_hash"}],"totalBytes":6938078334,"receivedBytes":4096,"published":{"git_sha1":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","sha256":"abababababababababababababababababababababababababababababababab"},"computed":{"hex":{"git_sha1":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","sha256":"abababababababababababababababababababababababababababababababab"},"totalBytes":4096},"partFolder":"/models/.stowage/parts/1","problem":{"kind":"decision","code":"duplicate","what":"place dragon.safetensors","why":"it is there already","advice":"Choose what to do.","retryable":false,"need":"duplicate","retryAfter":"PT1M30S"},"attempts":2,"refetches":1,"retryAt":"2026-08-01T12:01:00.123456789Z","version":7,"createdAt":"2026-08-01T12:00:00.123456789Z","updatedAt":"2026-08-01T12:00:00.123456790Z"}');
INSERT INTO "downloads" VALUES('plain-1','https://example.test/plain-1','2ff6ab71930549e64df81318247f99749aa0dadd2c32e9fac8632cb13455e551',NULL,NULL,'resolving',NULL,NULL,NULL,'local',NULL,0,NULL,'example.test
https://example.test/plain-1
',1,1785585600123456789,1785585600123456789,'{"id":"plain-1","owner":"local","reference":"https://example.test/plain-1","answers":{"onDuplicate":"ask","review":"doubtful"},"priority":0,"status":"resolving","reason":"submitted","provisionalName":false,"receivedBytes":0,"attempts":0,"refetches":0,"version":1,"createdAt":"2026-08-01T12:00:00.123456789Z","updatedAt":"2026-08-01T12:00:00.123456789Z"}');
CREATE TABLE placement_rules (
    position INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    conditions TEXT NOT NULL,
    template TEXT NOT NULL
) STRICT;
INSERT INTO "placement_rules" VALUES(0,'first','{"conditions":[{"field":"type","values":["lora","vae"]},{"field":"creator"}]}','l/{name}');
INSERT INTO "placement_rules" VALUES(1,'rest','{}','x');
CREATE TABLE schema_version (
    name TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
INSERT INTO "schema_version" VALUES('storage',1);
CREATE TABLE "storage_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "storage_history" VALUES(1,'1','storage','SQL','V1__storage.sql',-727162667,'','2026-11-23 07:30:41.609',22,1);
CREATE TABLE syncs (
    asset TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    bytes_done INTEGER NOT NULL,
    problem TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (asset, worker_id)
) STRICT;
INSERT INTO "syncs" VALUES('abababababababababababababababababababababababababababababababab','gpu-1','failed',7,'{"kind":"decision","code":"duplicate","what":"place dragon.safetensors","why":"it is there already","advice":"Choose what to do.","retryable":false,"need":"duplicate","retryAfter":"PT1M30S"}','2026-08-01T12:00:00.123456789Z');
CREATE TABLE workers (
    id TEXT NOT NULL PRIMARY KEY,
    engine TEXT NOT NULL,
    facts TEXT NOT NULL
) STRICT;
INSERT INTO "workers" VALUES('gpu-1','folder','{"tags":["a"],"settings":{"path":"/x"}}');
CREATE INDEX "storage_history_s_idx" ON "storage_history" ("success");
CREATE INDEX downloads_due ON downloads (status, priority DESC, created_at, id, retry_at);
CREATE INDEX downloads_age ON downloads (created_at, id);
CREATE INDEX downloads_status ON downloads (status, created_at, id);
CREATE INDEX downloads_owner ON downloads (owner, created_at, id);
CREATE INDEX downloads_url ON downloads (url_key, created_at, id);
