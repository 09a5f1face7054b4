import { defineConfig } from "vite";

export default defineConfig({
  base: "./", // works from any folder of any server
  build: {
    target: "es2023",
    assetsInlineLimit: 0, // the policy of index.html allows nothing inline
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1", port: 4173 },
});
