// What a script of ours posts to the server; it waits so many milliseconds at most.
//
// Gives the status and what was said; nothing where there is no network, or no server.
async function posted(path, said, longest) {
  const late = new AbortController();
  const clock = setTimeout(() => late.abort(), longest);
  try {
    const came = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
      keepalive: true,
      signal: late.signal,
    });
    const { status } = came;
    const isJson = came.headers.get("Content-Type")?.startsWith("application/json");
    return { status, told: isJson ? await came.json() : {} };
  } catch {
    return undefined;
  } finally {
    clearTimeout(clock);
  }
}
