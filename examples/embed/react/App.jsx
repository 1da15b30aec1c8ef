import { CitewellChat } from "./CitewellChat.jsx";

export default function App() {
  return (
    <main>
      <h1>Ask our archive</h1>
      <CitewellChat site="dev" server="http://127.0.0.1:7860" mode="inline" lang="en" />
    </main>
  );
}
