"""Pages of made-up councils, in the style of the programs that councils publish with."""

from __future__ import annotations

FILL = "The team spoke to staff, members and partners over four days and reached its views together. " * 40

COUNCIL = """<!DOCTYPE html><html><head><title>Corporate Peer Challenge | Withy District Council</title></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/peer-challenge">Peer challenge</a></li>
<li><a href="/jobs">Jobs</a></li></ul></nav></header>
<main><h1>Corporate Peer Challenge</h1>
<p>A team of peers came to us in March 2025. <a href="#next">What comes next</a></p>
<h2 id="next">Documents</h2>
<ul><li><a href="/documents/feedback-report.pdf">Feedback report (PDF, 400 KB)</a></li>
<li><a href="/documents/action%20plan.docx">Our action plan</a></li>
<li><a href="/documents/action plan.docx">Our action plan, again</a></li>
<li><a href="/documents/statement-of-accounts.pdf">Statement of accounts 2024/25</a></li>
<li><a href="logo.png">Peer challenge logo</a></li></ul>
<p>Cabinet agreed <a href="https://democracy.withy.example/ieIssueDetails.aspx?IId=77&amp;PlanId=5">the peer challenge
action plan</a>.</p>
<p><a href="/peer-challenge/progress">Peer challenge progress review</a> · <a href="/bins">Bins</a> ·
<a href="http://peer-challenge.example.evil:99999/">Peer challenge report</a></p></main>
<footer><a href="/privacy">Privacy</a> <a href="https://facebook.example/withy">Facebook</a></footer></body></html>"""

PROGRESS = f"""<!DOCTYPE html><html><head><title>Peer challenge progress review | Withy</title></head><body><main>
<h1>Corporate Peer Challenge: progress review</h1><p>{FILL}</p>
<p><a href="/peer-challenge">Back to the peer challenge</a> <a href="progress/annex.pdf">Annex to the review</a></p>
</main></body></html>"""

ISSUE = """<!DOCTYPE html><html><head><title>Issue details - Corporate Peer Challenge Action Plan | Withy</title></head>
<body><div class="mgContent"><h1>Issue details</h1><h2 class="mgSubTitleTxt">Corporate Peer Challenge Action Plan</h2>
<ul class="mgNonBulletItemList"><li><a href="mgIssueHistoryHome.aspx?IId=77">History: Corporate Peer Challenge Action
Plan</a></li><li><a href="ieDecisionDetails.aspx?AIId=12">Decision: Corporate Peer Challenge Action Plan</a></li></ul>
<h3>Documents</h3><ul class="mgBulletList">
<li><a href="documents/s1234/Appendix%20A.docx" title="Link to document 'Appendix A'">Appendix A</a></li>
<li><a href="mgConvert2PDF.aspx?ID=1234">Appendix A PDF 300 KB</a></li>
<li><a href="documents/s1234/Appendix%20A.html">Appendix A (web page)</a></li>
<li><a href="documents/s1240/Covering%20report.pdf">Covering report</a></li></ul></div></body></html>"""

HISTORY = """<!DOCTYPE html><html><head><title>Issue history - Corporate Peer Challenge Action Plan</title></head>
<body><h1>Issue history</h1><table><tr><td>3 Mar 2025</td><td><a href="ieListDocuments.aspx?CId=1&amp;MId=9">Cabinet:
Corporate Peer Challenge Action Plan</a></td></tr></table></body></html>"""

AGENDA = """<!DOCTYPE html><html><head><title>Agenda for Cabinet on Monday 3rd March 2025</title></head>
<body><h1>Agenda and minutes</h1><h2>Cabinet, Monday, 3rd March 2025</h2>
<ul><li><a href="documents/g9/Public%20reports%20pack%20Monday%2003-Mar-2025.pdf?T=10">Public reports pack</a></li>
<li><a href="documents/g9/Printed%20minutes.pdf?T=1">Printed minutes PDF 200 KB</a></li></ul>
<table class="mgItemTable"><tr><td>1.</td><td><p class="mgAiTitleTxt">Apologies for absence</p></td></tr>
<tr><td>6.</td><td><p class="mgAiTitleTxt">Budget monitoring</p>
<ul><li><a href="documents/s1300/Budget%20report.pdf">Budget report PDF 1 MB</a></li></ul></td></tr>
<tr><td>7.</td><td><p class="mgAiTitleTxt">Corporate Peer Challenge</p><ul>
<li><a href="ieIssueDetails.aspx?IId=77&amp;PlanId=5">View the background to item 7.</a></li>
<li><a href="documents/s1234/Appendix%20A.docx">Appendix A, item 7.</a></li>
<li><a href="documents/s1241/Annex%20B.pdf">Annex B, item 7. PDF 120 KB</a></li></ul></td></tr>
<tr><td>8.</td><td><p class="mgAiTitleTxt">Apprentices</p><ul>
<li><a href="mgUserInfo.aspx?UID=4">Peer challenge: Councillor Made Up</a></li></ul></td></tr></table>
</body></html>"""

REPORT = f"""<!DOCTYPE html><html><head><title>LGA Corporate Peer Challenge: Withy District Council</title></head>
<body><main><h1>LGA Corporate Peer Challenge feedback report: Withy District Council</h1>
<h2>Key recommendations</h2><ol><li>Write down what comes first.</li><li>Tell partners.</li></ol><p>{FILL}</p></main>
</body></html>"""
