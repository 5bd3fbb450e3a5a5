// Does with HuggingFace's own client what people do with it, and prints what came of each as one line of JSON.
import { createHash } from "node:crypto";
import { downloadFile, fileDownloadInfo, fileExists, HubApiError, listFiles, modelInfo, pathsInfo, whoAmI } from "@huggingface/hub";

const [hubUrl, accessToken, stranger] = process.argv.slice(2);
const repo = "org/cranes";

async function report(name, work) {
    let result;
    try {
        result = await work();
    } catch (error) {
        result = { error: error.constructor.name, own: error instanceof HubApiError, status: error.statusCode, message: error.message };
    }
    console.log(JSON.stringify({ name, result }));
}

async function bytesOf(options) {
    const blob = await downloadFile({ hubUrl, ...options });
    if (!blob) {
        return null;
    }
    const bytes = Buffer.from(await blob.arrayBuffer());
    return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function sliceOf(options, from, to) {
    const blob = await downloadFile({ hubUrl, ...options });
    const bytes = Buffer.from(await blob.slice(from, to).arrayBuffer());
    return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

await report("list", async () => {
    const entries = [];
    for await (const entry of listFiles({ hubUrl, repo, recursive: true, expand: true })) {
        entries.push({ type: entry.type, path: entry.path, size: entry.size, lfs: entry.lfs?.oid, commit: entry.lastCommit?.id });
    }
    return entries;
});
await report("model", async () => modelInfo({ hubUrl, name: repo, additionalFields: ["sha", "tags", "cardData"] }));
await report("large", () => bytesOf({ repo, path: "cranes.safetensors" }));
await report("largeWithToken", () => bytesOf({ repo, path: "cranes.safetensors", accessToken }));
await report("slice", () => sliceOf({ repo, path: "cranes.safetensors" }, 1000, 2000));
await report("largeInfo", () => fileDownloadInfo({ hubUrl, repo, path: "cranes.safetensors" }));
await report("small", () => bytesOf({ repo, path: "config.json" }));
await report("smallInfo", () => fileDownloadInfo({ hubUrl, repo, path: "config.json" }));
await report("revision", () => bytesOf({ repo, path: "config.json", revision: "v1" }));
await report("raw", () => bytesOf({ repo, path: "cranes.safetensors", raw: true }));
await report("exists", () => fileExists({ hubUrl, repo, path: "config.json" }));
await report("paths", async () => (await pathsInfo({ hubUrl, repo, paths: ["config.json", "images", "none"], expand: true })).map((entry) => entry.path));
await report("gated", () => bytesOf({ repo: "org/gated", path: "g.safetensors", accessToken }));
await report("who", async () => (await whoAmI({ hubUrl, accessToken })).name);
await report("missingFile", () => bytesOf({ repo, path: "none.txt" }));
await report("missingRevision", () => bytesOf({ repo, path: "config.json", revision: "none" }));
await report("missingRepo", () => modelInfo({ hubUrl, name: "org/none", accessToken }));
await report("gatedWithoutToken", () => bytesOf({ repo: "org/gated", path: "g.safetensors" }));
await report("gatedForStranger", () => bytesOf({ repo: "org/gated", path: "g.safetensors", accessToken: stranger }));
await report("privateWithoutToken", () => modelInfo({ hubUrl, name: "org/secret" }));
await report("wrongToken", () => whoAmI({ hubUrl, accessToken: "hf_wrong" }));
