// What a respondent answered in this browser, one record a question and link: `waiting` until the server has it, then
// with the revision at which it was kept, so that an older copy of a page can be brought up to date.

const whole = (place) => IDBKeyRange.bound([place], [place, []]);

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

// A store of one link's answers. Fails where the browser keeps nothing.
async function openStore(place) {
  const opening = indexedDB.open("etready", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("answers", { keyPath: ["place", "question"] });
  const database = await settled(opening);
  const answers = () => database.transaction("answers", "readwrite", { durability: "strict" }).objectStore("answers");
  const records = new Map((await settled(answers().getAll(whole(place)))).map((one) => [one.question, one]));

  const write = (record) => {
    records.set(record.question, record);
    return settled(answers().put(record));
  };
  return {
    records,
    put: (record) => write({ ...record, place, waiting: true }),
    keep({ question, sequence }, { value, revision }) {
      const record = records.get(question);
      if (record?.sequence === sequence) write({ ...record, value, kept: revision, waiting: false });
    },
    drop(question) {
      records.delete(question);
      return settled(answers().delete([place, question]));
    },
    clear: () => settled(answers().delete(whole(place))),
  };
}
