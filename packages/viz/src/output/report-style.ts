/** The style sheet of a report: system fonts, light and dark, narrow screens, paper. */
export const reportStyle: string = `
:root{color-scheme:light dark;--text:#1b1b1b;--soft:#5a5a5a;--line:#d9d9d9;--page:#fff;--raised:#f6f6f6}
@media (prefers-color-scheme:dark){:root{--text:#e6e6e6;--soft:#a8a8a8;--line:#3c3c3c;--page:#161616;--raised:#212121}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.6 system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 1.5rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .75rem}
p{max-width:42rem;margin:.5rem 0}
pre{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:.9rem 1rem;overflow-x:auto;font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .9rem .35rem 0;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{color:var(--soft);font-weight:600}
.number{text-align:right}
figure{margin:1.25rem 0;overflow-x:auto}
figure svg{display:block;margin:0 auto 1rem}
.wide>svg{min-width:36rem}
figcaption{text-align:center}
figcaption,dt{color:var(--soft);font-size:.9rem}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem 1.5rem;margin:0}
dd{margin:0;overflow-wrap:anywhere}
footer{border-top:1px solid var(--line);margin-top:3rem}
@media print{:root{--text:#000;--soft:#444;--line:#bbb;--page:#fff;--raised:#fff}body{font-size:11pt}main{max-width:none;padding:0}section{break-inside:auto}figure,table,pre{break-inside:avoid}h2{break-after:avoid}}
`
